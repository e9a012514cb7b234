import Foundation
import Testing

@testable import BulkOnboarding

@Suite struct TextEncodingTests {
  /// A file's commands, or the error that ends it.
  private func read(
    _ bytes: [UInt8], _ encoding: TextEncoding? = nil, name: String = "rows.csv"
  ) throws -> [String] {
    let folder = try TestFolder()
    let file = try ImportFile(path: folder.write(name, bytes))
    let plan = try ImportPlan(file, ImportOptions(encoding: encoding))
    var rows = try CommandRows(file, plan, from: plan.start, limits: ImportOptions().limits, makesKeys: true)
    var found: [String] = []
    while try rows.next() != nil {
      found.append(unsafe rows.command.withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) })
    }
    return found
  }

  private func utf16(_ text: String, isLittleEndian: Bool) -> [UInt8] {
    text.utf16.flatMap { unit in
      let bytes = [UInt8(unit >> 8), UInt8(truncatingIfNeeded: unit)]
      return isLittleEndian ? bytes.reversed() : bytes
    }
  }

  @Test(arguments: [true, false]) func `UTF-16 with a byte-order mark is read, whatever the option says`(
    isLittleEndian: Bool
  ) throws {
    let bytes = utf16("\u{FEFF}legalName\tdisplayName\r\nZürich\t😀\r\n", isLittleEndian: isLittleEndian)
    let expected = [#"{"legalName":"Zürich","displayName":"😀"}"#]
    #expect(try read(bytes) == expected)
    #expect(try read(bytes, .windows1252) == expected)
    #expect(try read(Array("\u{FEFF}legalName\nZürich\n".utf8), .windows1252) == [#"{"legalName":"Zürich"}"#])
  }

  @Test func `UTF-16 without a mark is refused by name, and read where its encoding is given`() throws {
    let bytes = utf16("legalName\nZürich\n", isLittleEndian: true)
    #expect(throws: ImportFileError.foreign(.unmarkedText("utf-16le"))) { try read(bytes) }
    #expect(throws: ImportFileError.foreign(.unmarkedText("utf-16le"))) { try read(bytes, .windows1252) }
    #expect(try read(bytes, .utf16LittleEndian) == [#"{"legalName":"Zürich"}"#])
  }

  @Test func `Lines and arrays of JSON are converted too`() throws {
    let line = #"{"legalName":"Zürich"}"#
    #expect(try read(utf16("\u{FEFF}\(line)\n", isLittleEndian: true), name: "a.json") == [line])
    #expect(try read(utf16("\u{FEFF}[\(line)]", isLittleEndian: false), name: "a.json") == [line])
  }

  @Test(arguments: [
    ("", 1, 1, 0), ("legalName,display", 1, 2, 17), ("legalName\nA\n", 3, 1, 12), ("legalName\r", 2, 1, 10),
    ("legalName,displayName\nA,", 2, 2, 24), ("legalName,displayName\nA,\"b\nc", 2, 2, 28),
    ("legalName,displayName\nA,\"b\"", 2, 2, 27), ("legalName,displayName\n\nA,b\n\"", 4, 1, 28),
  ]) func `The first byte that is no character is told with its row and column`(
    before: String, row: Int, column: Int, offset: Int
  ) throws {
    // 0x81 has no character in the code page 1252.
    for rest in ["", "x,y\nz,\"w\n"] {
      let error = #expect(throws: ImportFileError.self) {
        try read(Array(before.utf8) + [0x81] + Array(rest.utf8), .windows1252)
      }
      guard case .notInEncoding("windows-1252", let cell, offset) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(cell.row == row && cell.column == column)
    }
  }

  @Test func `A bad byte in lines or in an array is told with its row`() throws {
    let error = ImportFileError.notInEncoding(
      "windows-1252", CellLocation(row: 2, column: nil, name: nil), byteOffset: 4)
    let lines = Array("{}\n{".utf8) + [0x81] + Array("}\n{}\n".utf8)
    #expect(throws: error) { try read(lines, .windows1252, name: "a.json") }
    let array = Array("[{},".utf8) + [0x81] + Array("{}]".utf8)
    #expect(throws: error) { try read(array, .windows1252, name: "a.json") }
  }

  @Test func `Half a character at the end is a bad one`() throws {
    #expect(
      throws: ImportFileError.notInEncoding(
        "shift_jis", CellLocation(row: 2, column: 1, name: "legalName"), byteOffset: 11)
    ) { try read(Array("legalName\nA".utf8) + [0x83], .shiftJIS) }
  }

  @Test func `Characters lie in two blocks of the file, and a file is read on from any row`() throws {
    let folder = try TestFolder()
    // Three bytes a row, of which two are one character: every position in a block comes.
    let rows = (0..<100_000).flatMap { _ in [0x83, 0x41, 0x0A] as [UInt8] }
    let file = try ImportFile(path: folder.write("rows.csv", Array("legalName\n".utf8) + rows))
    let options = ImportOptions(encoding: .shiftJIS)
    let checked = try CheckedFile(file, options)
    #expect(checked.rows == 100_001)
    // As if it had been saved as UTF-8 with a byte-order mark.
    let saved = try ImportFile(
      path: folder.write("saved.csv", "\u{FEFF}legalName\n" + String(repeating: "ア\n", count: 100_000)))
    let other = try CheckedFile(saved, ImportOptions())
    #expect(checked.digest == other.digest && checked.bytes == other.bytes)
    var first = try CommandRows(file, checked.plan, from: checked.plan.start, limits: options.limits, makesKeys: false)
    for _ in 0..<70_000 { _ = try first.next() }
    var rest = try CommandRows(
      file, checked.plan, from: first.position, limits: options.limits,
      digest: FileDigest(of: file, checked.plan.layout, upTo: first.position.byteOffset), makesKeys: false)
    var count = 0
    while try rest.next() != nil { count += 1 }
    #expect(count == 30_000)
    #expect(rest.prefixDigest()?.text == checked.digest)
  }

  @Test func `The C library has a table for every encoding of the list, and none for another name`() {
    for encoding in TextEncoding.allCases {
      #expect(isThere(encoding.libraryName), "\(encoding.rawValue)")
    }
    #expect(!isThere("no-such-encoding"))
  }

  private func isThere(_ name: String) -> Bool {
    let converter = TextConverter(from: name)
    return converter != nil
  }

  @Test func `A job that was opened before files were converted is read as UTF-8`() throws {
    let stored = Data(#"{"format":"csv","delimiter":44,"prefixBytes":0}"#.utf8)
    let layout = try JSONDecoder().decode(FileLayout.self, from: stored)
    #expect(layout == FileLayout(format: .csv, delimiter: 0x2C, prefixBytes: 0))
    #expect(try JSONEncoder().encode(layout).count == stored.count)
  }

  @Test func `A bad byte of a header is told with its column, whatever the delimiter`() throws {
    let header = Array("legalName;a,b;display".utf8) + [0xFC] + Array("Name\nA;b\n".utf8)
    #expect(throws: ImportFileError.notUTF8(CellLocation(row: 1, column: 3, name: nil), byteOffset: 21)) {
      try read(header)
    }
    #expect(
      throws: ImportFileError.notInEncoding("euc-kr", CellLocation(row: 1, column: 3, name: nil), byteOffset: 21)
    ) { try read(header, .eucKR) }
  }
}
