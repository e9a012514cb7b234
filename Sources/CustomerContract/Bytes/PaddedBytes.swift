internal import Glibc
internal import SimdJSON

/// Bytes of a text, followed by at least eight more bytes that may be read and mean nothing.
///
/// A value refers to memory that somebody else owns: that of the text that is being decided, of its unescaped strings, or of
/// a set of names. It holds for as long as the owner says.
@safe struct PaddedBytes: BitwiseCopyable {
  // Safe to use while the owner keeps text and padding, which whoever makes a value promises. Offsets within `count` are
  // checked by `assert` where a record's path reads single bytes, and by `precondition` where a part is taken.
  let start: UnsafePointer<UInt8>
  let count: Int

  /// Refers to `count` bytes and eight readable ones behind them, for as long as the caller keeps both where they are.
  @unsafe init(start: UnsafePointer<UInt8>, count: Int) {
    unsafe self.start = unsafe start
    self.count = count
  }

  /// No bytes at all.
  static var none: PaddedBytes { unsafe PaddedBytes(start: Bytes.none.start, count: 0) }

  /// These bytes without the right to read behind them.
  var bytes: Bytes { unsafe Bytes(start: start, count: count) }

  var isEmpty: Bool { count == 0 }

  /// The byte at an offset below `count`.
  @inline(__always) subscript(_ index: Int) -> UInt8 {
    assert(index >= 0 && index < count)
    return unsafe start[index]
  }

  @inline(__always) func dropFirst(_ count: Int) -> PaddedBytes {
    precondition(count >= 0 && count <= self.count, "a text has no bytes behind its end")
    return unsafe PaddedBytes(start: start + count, count: self.count - count)
  }

  @inline(__always) subscript(_ range: Range<Int>) -> PaddedBytes {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "a part of a text lies within it")
    return unsafe PaddedBytes(start: start + range.lowerBound, count: range.count)
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

  /// Eight bytes from `offset` on, the first in the lowest bits; bytes behind the end may have any value.
  @inline(__always) func word(at offset: Int) -> UInt64 {
    unsafe UInt64(littleEndian: UnsafeRawPointer(start + offset).loadUnaligned(as: UInt64.self))
  }

  /// The first bytes as a number, up to eight; zeros for bytes past the end.
  // Without a branch: names come in lengths that no processor foresees.
  @inline(__always) var head: UInt64 { withoutSpare(word(at: 0)) }

  /// The last eight bytes as a number; all bytes where there are fewer.
  // Without a branch, for the same reason.
  @inline(__always) var tail: UInt64 { withoutSpare(word(at: max(count &- 8, 0))) }

  /// Replaces the bytes of a word that are behind the end by zeros.
  @inline(__always) private func withoutSpare(_ word: UInt64) -> UInt64 {
    guard count > 0 else { return 0 }
    let spare = UInt64(truncatingIfNeeded: (8 &- min(count, 8)) &* 8)
    return (word &<< spare) &>> spare
  }

  /// U+FEFF at the start.
  var hasByteOrderMark: Bool { count >= 3 && self[0] == 0xEF && self[1] == 0xBB && self[2] == 0xBF }

  /// The offset of the first byte that is not UTF-8 (RFC 3629); nil when all bytes are.
  var firstOffsetOutsideUTF8: Int? {
    let span = unsafe Span<UInt8>(_unsafeStart: start, count: count)
    do {
      _ = try UTF8Span(validating: span)
      return nil
    } catch {
      return error.byteOffsets.lowerBound
    }
  }
}
