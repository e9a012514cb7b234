import Testing

@testable import BulkOnboarding

@Suite struct ZstdFileTests {
  private let text = Array(("legalName,displayName\n" + String(repeating: "Acme,\"A\nB\"\n", count: 200_000)).utf8)

  private func check(_ bytes: [UInt8], name: String = "rows.csv.zst") throws -> CheckedFile {
    let folder = try TestFolder()
    return try CheckedFile(try ImportFile(path: folder.write(name, bytes)), ImportOptions())
  }

  @Test func `A file of several frames, and of skippable ones, has the rows and the digest of what was compressed`()
    throws
  {
    let plain = try check(text, name: "rows.csv")
    let half = text.count / 2
    let frames = ZstdFrames.raw(text[..<half]) + ZstdFrames.skippable([1, 2, 3]) + ZstdFrames.raw(text[half...])
    for bytes in [ZstdFrames.raw(text), frames, ZstdFrames.skippable([]) + frames + ZstdFrames.skippable([0])] {
      let checked = try check(bytes)
      #expect(checked.rows == 200_001 && checked.bytes == plain.bytes && checked.digest == plain.digest)
    }
  }

  @Test func `A file that ends too early is told with the byte and the row that were reached`() throws {
    let bytes = ZstdFrames.raw(text)
    for cut in [1, 20, 140_000] {
      let count = bytes.count - cut
      let error = #expect(throws: ImportFileError.self) { try check(Array(bytes.prefix(count))) }
      guard case .damaged("ends in the middle of what is compressed, at byte \(count)", let row) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(row > 180_000)
    }
  }

  @Test func `Something behind the last frame is told with its byte`() throws {
    let bytes = ZstdFrames.raw("legalName\nA\nB\n".utf8)
    #expect(
      throws: ImportFileError.damaged(
        "goes on at byte \(bytes.count) with something that is not compressed", afterRow: 3)
    ) { try check(bytes + Array("more".utf8)) }
  }

  @Test func `A window of 128 MB is read, and a larger one is refused by name`() throws {
    let text = "legalName\nA\n".utf8
    #expect(try check(ZstdFrames.raw(text, windowLog: 27)).rows == 2)
    #expect(throws: ImportFileError.foreign(.zstdWindow)) { try check(ZstdFrames.raw(text, windowLog: 28)) }
    // In a later frame too.
    let frames = ZstdFrames.raw(text) + ZstdFrames.raw(text, windowLog: 28)
    #expect(throws: ImportFileError.foreign(.zstdWindow)) { try check(frames) }
  }

  @Test func `A file that unfolds to a gigabyte without a line end ends with its row`() throws {
    let bomb = ZstdFrames.raw("legalName\n".utf8) + ZstdFrames.repeated(0, 8000)
    #expect(throws: ImportFileError.rowTooLong(row: 2, bytes: 4 * 900_000 + 1024)) { try check(bomb) }
  }

  @Test func `A file is read on from any row`() throws {
    let folder = try TestFolder()
    let file = try ImportFile(path: folder.write("rows.csv.zst", ZstdFrames.raw(text)))
    let plan = try ImportPlan(file, ImportOptions())
    var rows = try CommandRows(file, plan, from: plan.start, limits: ImportOptions().limits, makesKeys: false)
    for _ in 0..<150_000 { _ = try rows.next() }
    var rest = try CommandRows(file, plan, from: rows.position, limits: ImportOptions().limits, makesKeys: false)
    var left = 0
    while try rest.next() != nil { left += 1 }
    #expect(left == 50_000 && rest.number == 200_001)
  }
}
