import SeededRandomness
import Testing

@testable import BulkOnboarding

@Suite struct RowReaderTests {
  @Test func `A row ends with LF, CR or CRLF, and the last one needs none`() throws {
    #expect(
      try rows("a,b\nc,d\r\ne,f\rg,h".utf8) == [
        ReadRow(number: 1, cells: ["a", "b"]), ReadRow(number: 2, cells: ["c", "d"]),
        ReadRow(number: 3, cells: ["e", "f"]), ReadRow(number: 4, cells: ["g", "h"]),
      ])
  }

  @Test func `Blank lines count, and nothing follows the last line end`() throws {
    #expect(
      try rows("a\n\n\r\nb\n".utf8) == [
        ReadRow(number: 1, cells: ["a"]), ReadRow(number: 2, cells: [""]), ReadRow(number: 3, cells: [""]),
        ReadRow(number: 4, cells: ["b"]),
      ])
  }

  @Test func `A record with line ends in quotes is one row`() throws {
    #expect(
      try rows("a,\"x\r\ny\n\nz\",b\nc".utf8) == [
        ReadRow(number: 1, cells: ["a", "x\r\ny\n\nz", "b"]), ReadRow(number: 2, cells: ["c"]),
      ])
  }

  @Test func `Two quotes in quotes are one, and a lone quote elsewhere is a character`() throws {
    #expect(
      try rows(#""say ""hi""",5" pipe,"","a,b""#.utf8) == [
        ReadRow(number: 1, cells: [#"say "hi""#, #"5" pipe"#, "", "a,b"])
      ])
  }

  @Test func `A quote that is not closed is told with its row and column`() throws {
    #expect(throws: ImportFileError.quoteNotClosed(CellLocation(row: 2, column: 2, name: nil), bytes: nil)) {
      try rows("a,b\nc,\"d\ne,f\n".utf8)
    }
    #expect(throws: ImportFileError.quoteNotClosed(CellLocation(row: 2, column: 2, name: nil), bytes: 100)) {
      try rows("a,b\nc,\"d\ne,f\n".utf8 + [UInt8](repeating: 0x61, count: 1000), cellBytes: 100, blockBytes: 32)
    }
  }

  @Test func `A byte that is not UTF-8 is told with its row and column`() throws {
    #expect(throws: ImportFileError.notUTF8(CellLocation(row: 2, column: 2, name: nil), byteOffset: 6)) {
      try rows(Array("a,b\nc,".utf8) + [0xFC, 0x0A])
    }
  }

  @Test func `A character that lies in two blocks is UTF-8`() throws {
    for blockBytes in 1...8 {
      #expect(
        try rows("aé,€,😀\nü\n".utf8, blockBytes: blockBytes) == [
          ReadRow(number: 1, cells: ["aé", "€", "😀"]), ReadRow(number: 2, cells: ["ü"]),
        ])
    }
  }

  @Test func `A line of NDJSON ends with LF, and CR before it is no part of it`() throws {
    #expect(
      try rows("{\"a\":1}\r\n\n{}".utf8, .ndjson) == [
        ReadRow(number: 1, cells: ["{\"a\":1}"]), ReadRow(number: 2, cells: [""]), ReadRow(number: 3, cells: ["{}"]),
      ])
  }

  @Test func `A row that is longer than the memory for it ends the file`() throws {
    #expect(throws: ImportFileError.rowTooLong(row: 2, bytes: 1064)) {
      try rows("{}\n".utf8 + [UInt8](repeating: 0x20, count: 5000), .ndjson, cellBytes: 10, blockBytes: 64)
    }
  }

  @Test(arguments: [1, 2, 3, 7, 16, 64, 4096]) func `Rows are the same in blocks of any size`(blockBytes: Int) throws {
    var generator = SystemRandomNumberGenerator()
    let seed = UInt64.random(in: 0...UInt64.max, using: &generator)
    var random = SeededGenerator(seed: seed)
    let folder = try TestFolder()
    for number in 0..<400 {
      let text = (0..<Int.random(in: 0...120, using: &random)).map { _ in
        Array("\",\n\ra;é \"".utf8).randomElement(using: &random) ?? 0x61
      }
      guard String(validating: text, as: UTF8.self) != nil else { continue }
      let found = Result { try fastRows(text, folder, "\(number)", blockBytes) }
      let expected = SlowRows.read(text, delimiter: UInt8(ascii: ","))
      #expect((try found.get()) == expected, "seed \(seed), \(String(decoding: text, as: UTF8.self).debugDescription)")
    }
  }

  private func fastRows(
    _ text: [UInt8], _ folder: TestFolder, _ name: String, _ blockBytes: Int
  ) throws -> [SlowRows.Outcome] {
    let file = try ImportFile(path: folder.write(name, text))
    var reader = try RowReader(
      file, FileLayout(format: .csv, delimiter: UInt8(ascii: ","), prefixBytes: 0),
      from: FilePosition(row: 0, byteOffset: 0), cellBytes: 1000, blockBytes: blockBytes)
    var found: [SlowRows.Outcome] = []
    do throws(ImportFileError) {
      while try reader.next() {
        found.append(
          .row(
            (0..<reader.cells.count).map { reader.text(of: reader.cells[$0]) },
            hasTextAfterQuote: reader.hasTextAfterQuote))
      }
    } catch {
      guard case .quoteNotClosed(let cell, _) = error else { throw error }
      found.append(.notClosed(column: cell.column ?? 0))
    }
    return found
  }

  @Test func `The digest of a prefix is that of the file up to a row`() throws {
    let folder = try TestFolder()
    let text = "a,b\n\"c\n\",d\ne,f\n"
    let file = try ImportFile(path: folder.write("rows.csv", text))
    let layout = FileLayout(format: .csv, delimiter: UInt8(ascii: ","), prefixBytes: 0)
    let start = FilePosition(row: 0, byteOffset: 0)
    var reader = try RowReader(file, layout, from: start, cellBytes: 100, digest: FileDigest(), blockBytes: 4)
    while try reader.next() {
      var prefix = FileDigest()
      prefix.add(unsafe Array(text.utf8.prefix(reader.position.byteOffset)).span.bytes)
      #expect(reader.prefixDigest()?.text == prefix.text)
      #expect(reader.prefixDigest()?.byteCount == reader.position.byteOffset)
    }
    // Another reader goes on from there.
    let first = FilePosition(row: 1, byteOffset: 4)
    var digest = FileDigest()
    digest.add(unsafe Array(text.utf8.prefix(4)).span.bytes)
    var second = try RowReader(file, layout, from: first, cellBytes: 100, digest: digest)
    #expect(try second.next())
    #expect(second.number == 2 && second.texts == ["c\n", "d"])
    while try second.next() {}
    #expect(second.prefixDigest()?.text == reader.prefixDigest()?.text)
  }
}
