/// Recognises a file that is no lines of JSON by its beginning.
///
/// One bad line among good ones makes no file of another kind.
struct FileRecognizer {
  private enum State {
    /// Only white space so far.
    case beginning
    /// One line that is not blank. It may be a whole array or the beginning of a value over many lines.
    case afterFirst(opens: UInt8, isJSON: Bool)
    case decided
  }

  private var state = State.beginning
  private var linesRead = 0

  /// Whether no further line can tell more.
  var isDecided: Bool { if case .decided = state { true } else { false } }

  /// Takes the next line; returns the kind of the file when this line tells it.
  ///
  /// - Parameter isJSON: whether the line is a whole JSON value.
  mutating func read(_ line: RawSpan, isJSON: Bool) -> FileKind? {
    if isDecided { return nil }
    linesRead += 1
    if linesRead == 1, let kind = Self.kind(bySignature: line) {
      state = .decided
      return kind
    }
    var start = linesRead == 1 && Self.begins(line, with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let textStart = start
    while start < line.byteCount, Self.isBlank(Self.byte(line, start)) { start += 1 }
    guard start < line.byteCount else { return nil }
    let first = Self.byte(line, start)
    switch state {
    case .beginning:
      if first == UInt8(ascii: "["), !isJSON, !Self.closes(line) {
        state = .decided
        return .array
      }
      state = .afterFirst(opens: first, isJSON: isJSON)
      return nil
    case .afterFirst(let opens, let wasJSON):
      state = .decided
      let marks = [UInt8(ascii: "\""), UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ",")]
      let goesOn = start > textStart || marks.contains(first) && !isJSON
      return opens == UInt8(ascii: "{") && !wasJSON && goesOn ? .prettyPrinted : nil
    case .decided:
      return nil
    }
  }

  /// The kind of a file that ends here.
  func end() -> FileKind? {
    if case .afterFirst(opens: UInt8(ascii: "["), _) = state { return .array }
    return nil
  }

  // MARK: The bytes

  private static func kind(bySignature line: RawSpan) -> FileKind? {
    let compressed: [(bytes: [UInt8], format: String, reader: String)] = [
      ([0x1F, 0x8B], "gzip", "gzip -dc"), ([0x28, 0xB5, 0x2F, 0xFD], "zstd", "zstd -dc"),
      ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "xz", "xz -dc"), ([0x42, 0x5A, 0x68], "bzip2", "bzip2 -dc"),
      ([0x04, 0x22, 0x4D, 0x18], "lz4", "lz4 -dc"), ([0x50, 0x4B, 0x03, 0x04], "zip", "unzip -p"),
    ]
    if let found = compressed.first(where: { begins(line, with: $0.bytes) }) {
      return .compressed(found.format, reader: found.reader)
    }
    // The marks of byte order, and what a text of JSON begins with where it has none.
    if begins(line, with: [0xFF, 0xFE, 0, 0]) || begins(line, with: [0, 0, 0xFE, 0xFF]) { return .wideText("UTF-32") }
    if begins(line, with: [0xFF, 0xFE]) || begins(line, with: [0xFE, 0xFF]) { return .wideText("UTF-16") }
    for opening in [UInt8(ascii: "{"), UInt8(ascii: "[")] {
      if begins(line, with: [opening, 0, 0, 0]) { return .wideText("UTF-32LE") }
      if begins(line, with: [0, 0, 0, opening]) { return .wideText("UTF-32BE") }
      if begins(line, with: [opening, 0]) { return .wideText("UTF-16LE") }
      if begins(line, with: [0, opening]) { return .wideText("UTF-16BE") }
    }
    return nil
  }

  /// Whether the line's last byte that is not blank closes an array.
  private static func closes(_ line: RawSpan) -> Bool {
    var end = line.byteCount
    while end > 0, isBlank(byte(line, end - 1)) { end -= 1 }
    return end > 0 && byte(line, end - 1) == UInt8(ascii: "]")
  }

  private static func begins(_ line: RawSpan, with bytes: [UInt8]) -> Bool {
    line.byteCount >= bytes.count && bytes.indices.allSatisfy { byte(line, $0) == bytes[$0] }
  }

  private static func byte(_ line: RawSpan, _ index: Int) -> UInt8 {
    precondition(index >= 0 && index < line.byteCount, "A byte of the line has an index in it")
    return unsafe line.unsafeLoad(fromByteOffset: index, as: UInt8.self)
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
}
