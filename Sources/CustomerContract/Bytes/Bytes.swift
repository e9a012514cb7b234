internal import Glibc

/// Bytes in memory that somebody else owns: a key, a header, or a part of what was written.
///
/// What follows them must not be read; text that may be read in words of eight is `PaddedBytes`.
@safe struct Bytes: BitwiseCopyable {
  // Safe to use while the owner keeps the memory, which whoever makes a value promises.
  let start: UnsafePointer<UInt8>
  let count: Int

  /// Refers to `count` bytes, for as long as the caller keeps them where they are.
  @unsafe init(start: UnsafePointer<UInt8>, count: Int) {
    unsafe self.start = unsafe start
    self.count = count
  }

  /// Refers to the bytes of a span, for as long as the caller borrows the span's owner.
  @unsafe init(borrowing span: RawSpan) {
    var address = unsafe UnsafePointer(Self.nowhere)
    unsafe span.withUnsafeBytes { bytes in
      if let start = bytes.baseAddress { unsafe address = start.assumingMemoryBound(to: UInt8.self) }
    }
    unsafe start = unsafe address
    count = span.byteCount
  }

  /// The address of no bytes at all. Nobody writes there, so every thread may share it.
  private nonisolated(unsafe) static let nowhere = {
    let byte = UnsafeMutablePointer<UInt8>.allocate(capacity: 8)
    unsafe byte.initialize(repeating: 0, count: 8)
    return unsafe byte
  }()

  /// No bytes at all.
  static var none: Bytes { unsafe Bytes(start: UnsafePointer(nowhere), count: 0) }

  /// The bytes as a span, whose life is that of the memory that this value refers to.
  var span: RawSpan {
    @_lifetime(borrow self) get {
      let span = unsafe RawSpan(_unsafeStart: start, byteCount: count)
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }
}
