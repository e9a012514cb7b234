internal import Glibc

/// Writes bytes one after the other into a piece of memory, and never past its end.
// Safe while its memory is there, which whoever makes it promises: a precondition bounds each write.
@safe struct ArenaWriter {
  private let start: UnsafeMutablePointer<UInt8>
  private let capacity: Int
  private(set) var count = 0

  // Safe while the caller keeps the memory, which all callers do for the length of the writing.
  @safe init(_ memory: UnsafeMutableRawBufferPointer) {
    // The memory of an arena has an address.
    unsafe start = memory.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt8.self)
    capacity = memory.count
  }

  /// What was written from an offset on.
  func slice(from offset: Int) -> Bytes {
    unsafe Bytes(start: start + offset, count: count - offset)
  }

  @inline(__always) private func check(_ bytes: Int) {
    precondition(capacity - count >= bytes, "a result is larger than the room made for it")
  }

  @inline(__always) mutating func append(_ bytes: Bytes) {
    check(bytes.count)
    unsafe memcpy(start + count, bytes.start, bytes.count)
    count += bytes.count
  }

  @inline(__always) mutating func append(_ bytes: PaddedBytes) { append(bytes.bytes) }

  @inline(__always) mutating func append(_ bytes: [UInt8]) {
    check(bytes.count)
    unsafe bytes.withUnsafeBytes { bytes in
      if let source = bytes.baseAddress { unsafe memcpy(start + count, source, bytes.count) }
    }
    count += bytes.count
  }

  @inline(__always) mutating func append(_ bytes: RawSpan) {
    check(bytes.byteCount)
    unsafe bytes.withUnsafeBytes { bytes in
      if let source = bytes.baseAddress { unsafe memcpy(start + count, source, bytes.count) }
    }
    count += bytes.byteCount
  }

  @inline(__always) mutating func append(_ text: StaticString) {
    check(text.utf8CodeUnitCount)
    unsafe memcpy(start + count, text.utf8Start, text.utf8CodeUnitCount)
    count += text.utf8CodeUnitCount
  }

  @inline(__always) mutating func append(_ byte: UInt8) {
    check(1)
    unsafe start[count] = byte
    count += 1
  }

  /// Appends an integer as it is in memory.
  @inline(__always) mutating func appendInteger(_ number: some FixedWidthInteger & BitwiseCopyable) {
    let bytes = MemoryLayout.size(ofValue: number)
    check(bytes)
    unsafe UnsafeMutableRawPointer(start + count).storeBytes(of: number, as: type(of: number))
    count += bytes
  }

  mutating func append(text: String) {
    for byte in text.utf8 { append(byte) }
  }

  /// Decimal.
  mutating func append(_ number: Int64) {
    if number < 0 { append(UInt8(ascii: "-")) }
    var magnitude = number.magnitude
    let digits = Self.digitCount(magnitude)
    check(digits)
    count += digits
    var end = unsafe start + count
    while magnitude >= 100 {
      let (quotient, pair) = magnitude.quotientAndRemainder(dividingBy: 100)
      unsafe end -= 2
      unsafe end.update(from: Self.pairs.utf8Start + Int(pair) * 2, count: 2)
      magnitude = quotient
    }
    if magnitude >= 10 {
      unsafe (end - 2).update(from: Self.pairs.utf8Start + Int(magnitude) * 2, count: 2)
    } else {
      unsafe end[-1] = UInt8(ascii: "0") + UInt8(magnitude)
    }
  }

  /// The two digits of each number below 100.
  private static let pairs: StaticString = """
    0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849\
    5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899
    """

  @inline(__always) private static func digitCount(_ magnitude: UInt64) -> Int {
    // 1233 / 4096 is the logarithm of 2, near enough: it is off by one at most, and then too large.
    let estimate = ((64 - (magnitude | 1).leadingZeroBitCount) * 1233) >> 12
    return magnitude < powers[estimate] ? max(1, estimate) : estimate + 1
  }

  private static let powers: InlineArray<20, UInt64> = [
    1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
    100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
    10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
  ]

  /// Appends bytes as a JSON string, in quotes.
  mutating func appendJSON(_ bytes: PaddedBytes) {
    append(UInt8(ascii: "\""))
    appendEscaped(bytes)
    append(UInt8(ascii: "\""))
  }

  /// Appends bytes as they are between the quotes of a JSON string.
  private mutating func appendEscaped(_ bytes: PaddedBytes) {
    var index = 0
    while bytes.count &- index >= 8 {
      let word = bytes.word(at: index)
      if JSONEscape.hasControl(word) {
        for offset in index..<(index &+ 8) { appendEscaped(bytes[offset]) }
      } else {
        appendEscaped(printable: word)
      }
      index &+= 8
    }
    while index < bytes.count {
      appendEscaped(bytes[index])
      index &+= 1
    }
  }

  private mutating func appendEscaped(_ byte: UInt8) {
    if JSONEscape.isNeeded(byte) { JSONEscape.forEachByte(of: byte) { append($0) } } else { append(byte) }
  }

  /// Appends eight bytes, none below 0x20, the lowest first.
  ///
  /// In a command that is shown as a string there are quotes all over, and a branch would be foreseen wrong at most of
  /// them: before each byte a backslash is written, and it counts where it is needed.
  @inline(__always) private mutating func appendEscaped(printable word: UInt64) {
    check(16)
    var word = word
    var marks = JSONEscape.marks(word) &>> 7
    var end = count
    for _ in 0..<8 {
      unsafe start[end] = UInt8(ascii: "\\")
      end &+= Int(truncatingIfNeeded: marks & 1)
      unsafe start[end] = UInt8(truncatingIfNeeded: word)
      end &+= 1
      word &>>= 8
      marks &>>= 8
    }
    count = end
  }

  mutating func appendBase64(_ bytes: PaddedBytes) {
    let encoded = Base64.encodedCount(bytes.count)
    check(encoded)
    unsafe Base64.encode(bytes, to: start + count)
    count += encoded
  }

  /// Lets `write` fill in the next bytes, of which there are exactly `bytes`.
  @unsafe @inline(__always) mutating func append(bytes: Int, _ write: (UnsafeMutablePointer<UInt8>) -> Void) {
    check(bytes)
    unsafe write(start + count)
    count += bytes
  }
}
