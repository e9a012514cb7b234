/// Headers in memory, one behind the other: the lengths of name and value, then both.
enum HeaderBlock {
  /// Bytes before each name: two of the name's length, four of the value's.
  static let prefixBytes = 6

  static func append(_ name: StaticString, _ value: [UInt8], to writer: inout ArenaWriter) {
    appendPrefix(name.utf8CodeUnitCount, value.count, to: &writer)
    writer.append(name)
    writer.append(value)
  }

  static func append(_ name: HeaderName, _ value: [UInt8], to writer: inout ArenaWriter) {
    appendPrefix(name.lowerCase.count, value.count, to: &writer)
    writer.append(text: name.text)
    writer.append(value)
  }

  static func appendPrefix(_ nameBytes: Int, _ valueBytes: Int, to writer: inout ArenaWriter) {
    writer.appendInteger(UInt16(clamping: nameBytes))
    writer.appendInteger(UInt32(clamping: valueBytes))
  }

  static func forEach(_ block: Bytes, _ body: (_ name: RawSpan, _ value: RawSpan) -> Void) {
    let bytes = unsafe UnsafeRawPointer(block.start)
    var at = 0
    while at < block.count {
      let nameBytes = unsafe Int(bytes.loadUnaligned(fromByteOffset: at, as: UInt16.self))
      let valueBytes = unsafe Int(bytes.loadUnaligned(fromByteOffset: at + 2, as: UInt32.self))
      at += prefixBytes
      let name = unsafe RawSpan(_unsafeStart: bytes + at, byteCount: nameBytes)
      let value = unsafe RawSpan(_unsafeStart: bytes + at + nameBytes, byteCount: valueBytes)
      at += nameBytes + valueBytes
      body(name, value)
    }
  }
}
