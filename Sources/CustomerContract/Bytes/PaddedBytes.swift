internal import Glibc
internal import SimdJSON

/// Bytes in memory that somebody else owns and that are followed by eight more readable ones.
///
/// It holds for as long as the owner says.
@safe struct PaddedBytes: BitwiseCopyable {
  let start: UnsafePointer<UInt8>
  let count: Int

  @safe init(start: UnsafePointer<UInt8>, count: Int) {
    unsafe self.start = unsafe start
    self.count = count
  }

  /// A view of a span, for as long as its owner is borrowed. What follows the bytes must not be looked at.
  init(borrowing span: RawSpan) {
    var address = unsafe UnsafePointer(Self.nowhere)
    unsafe span.withUnsafeBytes { bytes in
      if let start = bytes.baseAddress { unsafe address = start.assumingMemoryBound(to: UInt8.self) }
    }
    unsafe start = unsafe address
    count = span.byteCount
  }

  /// The address of no bytes at all.
  private nonisolated(unsafe) static let nowhere = {
    let byte = UnsafeMutablePointer<UInt8>.allocate(capacity: 8)
    unsafe byte.initialize(repeating: 0, count: 8)
    return unsafe byte
  }()

  var isEmpty: Bool { count == 0 }

  @inline(__always) subscript(_ index: Int) -> UInt8 {
    assert(index >= 0 && index < count)
    return unsafe start[index]
  }

  @inline(__always) func dropFirst(_ count: Int) -> PaddedBytes {
    assert(count <= self.count)
    return unsafe PaddedBytes(start: start + count, count: self.count - count)
  }

  @inline(__always) subscript(_ range: Range<Int>) -> PaddedBytes {
    assert(range.lowerBound >= 0 && range.upperBound <= count)
    return unsafe PaddedBytes(start: start + range.lowerBound, count: range.count)
  }

  var bytes: RawSpan {
    @_lifetime(borrow self) get {
      let span = unsafe RawSpan(_unsafeStart: start, byteCount: count)
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

  var array: [UInt8] { unsafe Array(UnsafeBufferPointer(start: start, count: count)) }

  /// The text; the bytes are UTF-8.
  var text: String { unsafe String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self) }

  @inline(__always) func contains(_ byte: UInt8) -> Bool {
    unsafe memchr(start, Int32(byte), count) != nil
  }

  /// The addresses of the first and the last such byte.
  func addresses(of byte: UInt8) -> (first: UInt, last: UInt)? {
    guard let first = unsafe memchr(start, Int32(byte), count), let last = unsafe simdjson_find_last(start, count, byte)
    else { return nil }
    return (UInt(bitPattern: first), UInt(bitPattern: last))
  }

  @inline(__always) func firstOffset(of byte: UInt8, from offset: Int) -> Int? {
    guard let found = unsafe memchr(start + offset, Int32(byte), count - offset) else { return nil }
    return unsafe UnsafeRawPointer(found) - UnsafeRawPointer(start)
  }

  func isEqual(to other: PaddedBytes) -> Bool {
    unsafe count == other.count && memcmp(start, other.start, count) == 0
  }

  func isEqual(to other: [UInt8]) -> Bool {
    unsafe other.withUnsafeBufferPointer { other in
      unsafe UnsafeBufferPointer(start: start, count: count).elementsEqual(other)
    }
  }

  func isEqual(to text: StaticString) -> Bool {
    unsafe count == text.utf8CodeUnitCount && memcmp(start, text.utf8Start, count) == 0
  }

  /// Eight bytes from `offset` on, the first in the lowest bits; those behind the end may be anything.
  @inline(__always) func word(at offset: Int) -> UInt64 {
    unsafe UInt64(littleEndian: UnsafeRawPointer(start + offset).loadUnaligned(as: UInt64.self))
  }

  /// The first bytes as a number, up to eight; zeros for those that are not there.
  ///
  /// Without a branch: names come in lengths that no processor foresees.
  @inline(__always) var head: UInt64 { withoutSpare(word(at: 0)) }

  /// The last eight bytes as a number; all of them where there are no more. Without a branch either.
  @inline(__always) var tail: UInt64 { withoutSpare(word(at: max(count &- 8, 0))) }

  /// With zeros for the bytes that a word of eight has too many.
  @inline(__always) private func withoutSpare(_ word: UInt64) -> UInt64 {
    guard count > 0 else { return 0 }
    let spare = UInt64(truncatingIfNeeded: (8 &- min(count, 8)) &* 8)
    return (word &<< spare) &>> spare
  }

  /// U+FEFF at the start.
  var hasByteOrderMark: Bool { count >= 3 && self[0] == 0xEF && self[1] == 0xBB && self[2] == 0xBF }

  /// Where the first byte stands that is not UTF-8 (RFC 3629); nil when all are.
  var firstOffsetOutsideUTF8: Int? {
    let span = unsafe Span<UInt8>(_unsafeStart: start, count: count)
    do {
      _ = try UTF8Span(validating: span)
      return nil
    } catch {
      return error.byteOffsets.lowerBound
    }
  }

  /// The scalar that begins at an offset, and its bytes; nil where none of the basic plane does. The bytes are UTF-8.
  func scalar(_ at: Int) -> (value: Unicode.Scalar, count: Int)? {
    let first = UInt32(self[at])
    let count = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard count < 4, at + count <= self.count else { return nil }
    var value = count == 1 ? first : count == 2 ? first & 0x1F : first & 0x0F
    for offset in 1..<count { value = value << 6 | UInt32(self[at + offset] & 0x3F) }
    return Unicode.Scalar(value).map { ($0, count) }
  }
}
