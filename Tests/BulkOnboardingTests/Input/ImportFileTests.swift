import CustomerContract
import Foundation
import Glibc
import Testing

@testable import BulkOnboarding

@Suite struct ImportFileTests {
  /// Compresses a text with the program `gzip`.
  private func gzip(_ text: some Sequence<UInt8>) throws -> [UInt8] {
    let folder = try TestFolder()
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["gzip", "-k", try folder.write("text", text)]
    try process.run()
    process.waitUntilExit()
    return [UInt8](try Data(contentsOf: folder.url.appending(path: "text.gz")))
  }

  private func count(_ bytes: [UInt8], name: String = "rows.csv.gz") throws -> (rows: Int, bytes: Int, digest: String) {
    let folder = try TestFolder()
    let file = try ImportFile(path: folder.write(name, bytes))
    let checked = try CheckedFile(file, ImportOptions())
    return (checked.rows, checked.bytes, checked.digest)
  }

  private let text = Array(("legalName,displayName\n" + String(repeating: "Acme,\"A\nB\"\n", count: 200_000)).utf8)

  @Test func `A compressed file has the rows and the digest of the one that was compressed`() throws {
    let plain = try count(text, name: "rows.csv")
    #expect(plain.rows == 200_001 && plain.bytes == text.count)
    #expect(try count(gzip(text)) == plain)
  }

  @Test func `Rows whose key stood before are counted where that is asked for`() throws {
    let folder = try TestFolder()
    let rows = "legalName,displayName\nA,a\n\nB,b\n\"A\",a\nA,a,more\nA,a\n"
    let file = try ImportFile(path: folder.write("rows.csv", rows))
    #expect(try CheckedFile(file, ImportOptions(), keysFolder: folder.path).repeatedKeys == 2)
    #expect(try CheckedFile(file, ImportOptions()).repeatedKeys == nil)
    // A folder that takes nothing does not keep the file from being read.
    let other = try CheckedFile(file, ImportOptions(), keysFolder: folder.path + "/none")
    #expect(other.repeatedKeys == nil && other.rows == 7)
    #expect(folder.names == ["rows.csv"])
  }

  @Test func `Several compressed members are one file, and zeros may follow`() throws {
    let half = text.count / 2
    #expect(
      try count(gzip(text[..<half]) + gzip(text[half...]) + [0, 0, 0]).digest == count(text, name: "rows.csv").digest)
  }

  @Test func `A compressed file that ends too early is told with the row that was reached`() throws {
    let bytes = try gzip(text)
    let error = #expect(throws: ImportFileError.self) { try count(Array(bytes.prefix(bytes.count - 20))) }
    guard case .damaged(let reason, let row) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(reason == "ends in the middle of what is compressed, at byte \(bytes.count - 20)")
    #expect(row > 100_000)
  }

  @Test func `A damaged file and one with something behind it are refused`() throws {
    var bytes = try gzip(text)
    bytes[bytes.count - 6] ^= 1
    let damaged = #expect(throws: ImportFileError.self) { try count(bytes) }
    guard case .damaged(let reason, 200_001) = damaged else {
      Issue.record("\(String(describing: damaged))")
      return
    }
    #expect(reason.hasPrefix("is damaged: what is compressed makes no sense at byte "))
    let whole = try gzip(text)
    #expect(
      throws: ImportFileError.damaged(
        "goes on at byte \(whole.count) with something that is not compressed", afterRow: 200_001)
    ) { try count(whole + Array("more".utf8)) }
  }

  @Test func `A compressed file is read on from any row`() throws {
    let folder = try TestFolder()
    let file = try ImportFile(path: folder.write("rows.csv.gz", try gzip(text)))
    let plan = try ImportPlan(file, ImportOptions())
    var rows = try CommandRows(file, plan, from: plan.start, limits: Limits(), makesKeys: false)
    for _ in 0..<150_000 { _ = try rows.next() }
    var rest = try CommandRows(file, plan, from: rows.position, limits: Limits(), makesKeys: false)
    var left = 0
    while try rest.next() != nil { left += 1 }
    #expect(left == 50_000 && rest.number == 200_001)
  }

  @Test(arguments: [
    ([0x50, 0x4B, 0x03, 0x04], "a.xlsx", ForeignFile.workbook),
    ([0xD0, 0xCF, 0x11, 0xE0], "a.xls", .workbook),
    ([0x50, 0x4B, 0x03, 0x04], "a.zip", .compressed("zip", reader: "unzip -p")),
    ([0x04, 0x22, 0x4D, 0x18], "a.csv.lz4", .compressed("lz4", reader: "lz4 -dc")),
    ([0xFF, 0xFE, 0x00, 0x00], "a.csv", .wideText("UTF-32")),
    ([0x61, 0x00, 0x62, 0x00], "a.csv", .unmarkedText("utf-16le")),
    ([0x00, 0x61, 0x00, 0x62], "a.csv", .unmarkedText("utf-16be")),
    (Array("{\n  \"a\": 1\n}\n".utf8), "a.json", .prettyPrinted),
  ]) func `A file of another kind is refused by name`(bytes: [UInt8], name: String, kind: ForeignFile) throws {
    let folder = try TestFolder()
    let file = try ImportFile(path: folder.write(name, bytes + Array(repeating: 0x20, count: 4)))
    #expect(throws: ImportFileError.foreign(kind)) { try ImportPlan(file, ImportOptions()) }
  }

  @Test func `A stream is copied, and its copy has no name`() throws {
    let folder = try TestFolder()
    let handle = try FileHandle(forReadingFrom: URL(filePath: folder.write("rows.csv", text)))
    let file = try ImportFile(copying: handle.fileDescriptor, to: folder.path)
    #expect(file.name == "-")
    #expect(try CheckedFile(file, ImportOptions()).digest == count(text, name: "rows.csv").digest)
    #expect(folder.names == ["rows.csv"])
  }

  @Test func `A file that is written to, or that another takes the name of, has changed`() throws {
    let folder = try TestFolder()
    let path = try folder.write("rows.csv", "legalName\nA\n")
    let file = try ImportFile(path: path)
    #expect(file.hasChanged == false)
    _ = try folder.write("other.csv", "legalName\nA\n")
    #expect(unsafe rename(folder.url.appending(path: "other.csv").path, path) == 0)
    #expect(file.hasChanged == true)
    let second = try ImportFile(path: path)
    let handle = try FileHandle(forWritingTo: URL(filePath: path))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data("B\n".utf8))
    #expect(second.hasChanged == true)
  }

  @Test func `A file that is not there, a folder and an empty file are refused`() throws {
    let folder = try TestFolder()
    #expect(throws: ImportFileError.unreadable("No such file or directory")) {
      _ = try ImportFile(path: folder.path + "/none.csv")
    }
    #expect(throws: ImportFileError.notRegular) { _ = try ImportFile(path: folder.path) }
    let empty = try ImportFile(path: folder.write("rows.csv", "\n\n"))
    #expect(throws: ImportFileError.noHeader) { try ImportPlan(empty, ImportOptions()) }
  }
}
