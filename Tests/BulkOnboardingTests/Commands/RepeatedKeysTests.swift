import Testing

@testable import BulkOnboarding

@Suite struct RepeatedKeysTests {
  private func count(_ keys: [String]) throws -> Int {
    let folder = try TestFolder()
    var repeated = try RepeatedKeys(in: folder.path)
    for key in keys { try repeated.add(unsafe Array(key.utf8).span.bytes) }
    #expect(folder.names.isEmpty)
    return try repeated.count()
  }

  @Test func `Each row behind the first of its key counts`() throws {
    #expect(try count([]) == 0)
    #expect(try count(["a", "b", "a", "c", "a", "b"]) == 3)
  }

  @Test func `Keys on the disk count as those in memory do`() throws {
    let keys = (0..<150_000).map { String($0 % 100_000) }
    #expect(try count(keys) == 50_000)
  }
}
