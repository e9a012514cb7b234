internal import SimdJSON

/// The check of bytes for UTF-8 (RFC 3629), at the speed of memory where they are.
package enum UTF8Check {
  /// The offset of the first byte that is not UTF-8; nil when all bytes are.
  package static func firstInvalidOffset(_ bytes: RawSpan) -> Int? {
    let bytes = unsafe Bytes(borrowing: bytes)
    if unsafe simdjson_is_utf8(bytes.start, bytes.count) != 0 { return nil }
    return unsafe PaddedBytes(start: bytes.start, count: bytes.count).firstOffsetOutsideUTF8
  }
}
