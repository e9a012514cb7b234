/// What those need who write commands: the grammar and the escapes of JSON, as commands are judged by.
package enum JSONText {
  /// Whether bytes are one value of JSON (RFC 8259), with or without white space around it.
  package static func isValue(_ bytes: [UInt8]) -> Bool {
    let padded = bytes + [UInt8](repeating: 0, count: 8)
    return unsafe padded.withUnsafeBufferPointer { padded in
      guard let start = padded.baseAddress else { return false }
      let text = unsafe PaddedBytes(start: start, count: bytes.count)
      return text.firstOffsetOutsideUTF8 == nil && SyntaxScanner.firstError(in: text) == nil
    }
  }

  /// Calls `body` with what a byte is between the quotes of a string.
  @inline(__always) package static func forEachByteOfEscaped(_ byte: UInt8, _ body: (UInt8) -> Void) {
    if JSONEscape.isNeeded(byte) { JSONEscape.forEachByte(of: byte, body) } else { body(byte) }
  }
}
