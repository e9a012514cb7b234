import Foundation
import Testing

@testable import CustomerWorkerCLI

@Suite struct LineReaderTests {
  private func lines(_ text: String, keptBytes: Int = 100) throws -> [String] {
    let folder = try TemporaryFolder()
    let handle = try FileHandle(forReadingFrom: URL(filePath: folder.file("lines", text)))
    var reader = LineReader(descriptor: handle.fileDescriptor, keptBytes: keptBytes)
    var lines: [String] = []
    while try reader.next() {
      lines.append(unsafe reader.line.withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) })
      #expect(reader.lineNumber == lines.count)
    }
    #expect(reader.bytesRead == text.utf8.count)
    return lines
  }

  @Test func `Every line feed ends a line, and so does the end of the file`() throws {
    #expect(try lines("") == [])
    #expect(try lines("a") == ["a"])
    #expect(try lines("a\nb\n") == ["a", "b"])
    #expect(try lines("\n\na\n\n") == ["", "", "a", ""])
  }

  @Test func `One carriage return before the end of a line is dropped`() throws {
    #expect(try lines("a\r\n\r\nb\rc\r\r\nd\r") == ["a", "", "b\rc\r", "d"])
  }

  @Test func `A longer line is cut and its neighbours are whole`() throws {
    #expect(try lines("abc\nabcd\nabcde\nabc\n", keptBytes: 3) == ["abc", "abc", "abc", "abc"])
    #expect(try lines("abc\r\nabcd\r\nabc\r", keptBytes: 3) == ["abc", "abc", "abc"])
  }

  @Test(arguments: [-2, -1, 0, 1, 2])
  func `Lines around the length of a block are read as they are`(_ difference: Int) throws {
    let long = String(repeating: "x", count: LineReader.blockBytes + difference)
    #expect(try lines("\(long)\n\(long)\r\nend", keptBytes: 1 << 22) == [long, long, "end"])
    #expect(try lines("\(long)\n\(long)\r\nend", keptBytes: 5) == ["xxxxx", "xxxxx", "end"])
  }

  @Test func `A line far longer than memory is kept for is cut`() throws {
    let long = String(repeating: "0123456789", count: 500_000)
    #expect(try lines("a\n\(long)\nb\r\n", keptBytes: 12) == ["a", "012345678901", "b"])
  }
}
