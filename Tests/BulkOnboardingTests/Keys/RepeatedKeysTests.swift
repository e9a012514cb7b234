import Testing

@testable import BulkOnboarding

@Suite struct RepeatedKeysTests {
  private func find(_ keys: [String]) throws -> RepeatedKeys.Repetitions {
    let folder = try TestFolder()
    var repeated = try RepeatedKeys(in: folder.path)
    for (row, key) in keys.enumerated() { try repeated.add(unsafe Array(key.utf8).span.bytes, row: row) }
    #expect(folder.names.isEmpty)
    return try repeated.find()
  }

  @Test func `Each row behind the first of its key counts, and the first three are told`() throws {
    #expect(try find([]) == .init())
    #expect(try find(["a", "b", "a", "c", "a", "b"]) == .init(rows: 3, firstRows: [2, 4, 5]))
    #expect(try find(["c", "b", "a", "a", "b", "c", "c"]) == .init(rows: 4, firstRows: [3, 4, 5]))
  }

  @Test func `Keys on the disk count as those in memory do`() throws {
    let keys = (0..<150_000).map { String($0 % 100_000) }
    #expect(try find(keys) == .init(rows: 50_000, firstRows: [100_000, 100_001, 100_002]))
  }
}
