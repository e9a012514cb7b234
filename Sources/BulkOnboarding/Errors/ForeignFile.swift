/// A kind of file that users give in the stead of rows, by its first bytes.
public enum ForeignFile: Equatable, Sendable {
  case workbook
  /// A compressed file: the format, and the command that writes what is in it.
  case compressed(String, reader: String)
  /// A file of zstd whose writer has used a larger window than a reader gives.
  case zstdWindow
  /// UTF-32.
  case wideText(String)
  /// UTF-16 without the mark that would tell it.
  case unmarkedText(String)
  /// An array where the user has said that there are lines.
  case array
  /// One JSON value over many lines.
  case prettyPrinted

  /// The kind and the remedy, a line each.
  func lines(_ file: String, _ command: String) -> [String] {
    switch self {
    case .workbook:
      ["is a workbook of a spreadsheet", "Save it as \"CSV UTF-8\" and import that file."]
    case .compressed(let format, let reader):
      ["is a compressed file (\(format))", "Try: \(reader) \(file) | \(command)"]
    case .zstdWindow:
      [
        "is compressed by zstd with a window of more than 128 MB",
        "Try: zstd -dc --long=31 \(file) | \(command)",
      ]
    case .wideText(let encoding):
      ["is \(encoding) text, which is not read", "Try: iconv -f \(encoding) -t UTF-8 \(file) | \(command)"]
    case .unmarkedText(let encoding):
      ["is \(encoding) text without a byte-order mark", "Give --encoding \(encoding), or save it as UTF-8."]
    case .array:
      ["is one JSON array, and no line of it is a command", "Leave --format ndjson out: an array is read as one."]
    case .prettyPrinted:
      ["is JSON over many lines, and each command must be on one line", "Try: jq -c . \(file) | \(command)"]
    }
  }

  /// The kind of a file by its first bytes without compression; nil for one that may hold rows.
  ///
  /// - Parameters:
  ///   - name: tells a workbook from another zip archive.
  ///   - isUTF16: whether the user has said that it is UTF-16, without a mark perhaps.
  static func recognize(_ bytes: [UInt8], name: String, isUTF16: Bool) -> ForeignFile? {
    if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { return .workbook }
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      return name.lowercased().hasSuffix(".zip") ? .compressed("zip", reader: "unzip -p") : .workbook
    }
    let compressed: [([UInt8], String, String)] = [
      ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "xz", "xz -dc"),
      ([0x42, 0x5A, 0x68, 0x39], "bzip2", "bzip2 -dc"), ([0x04, 0x22, 0x4D, 0x18], "lz4", "lz4 -dc"),
    ]
    if let found = compressed.first(where: { bytes.starts(with: $0.0) }) {
      return .compressed(found.1, reader: found.2)
    }
    // The mark of byte order, and what plain letters are without one.
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return .wideText("UTF-32") }
    if isUTF16 { return nil }
    if bytes.count >= 4, bytes[1] == 0, bytes[3] == 0, bytes[0] != 0, bytes[2] != 0 { return .unmarkedText("utf-16le") }
    if bytes.count >= 4, bytes[0] == 0, bytes[2] == 0, bytes[1] != 0, bytes[3] != 0 { return .unmarkedText("utf-16be") }
    return nil
  }

  /// The kind of a file whose lines were to be JSON; nil where commands may be on lines of their own.
  static func recognizeLines(_ bytes: ArraySlice<UInt8>) -> ForeignFile? {
    let lines = bytes.split(separator: 0x0A, maxSplits: 64).map { line in
      line.last == 0x0D ? line.dropLast() : line
    }.filter { !$0.allSatisfy(isSpace) }
    guard let first = lines.first, let opening = first.first(where: { !isSpace($0) }) else { return nil }
    if opening == UInt8(ascii: "[") { return .array }
    guard opening == UInt8(ascii: "{"), first.last(where: { !isSpace($0) }) != UInt8(ascii: "}"), lines.count > 1
    else { return nil }
    return isSpace(lines[1][lines[1].startIndex]) || lines[1].first == UInt8(ascii: "\"") ? .prettyPrinted : nil
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
}
