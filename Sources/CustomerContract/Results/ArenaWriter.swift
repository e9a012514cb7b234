internal import Glibc

/// Writes bytes one after the other into a piece of memory, and never past its end.
@safe struct ArenaWriter {
  private let start: UnsafeMutablePointer<UInt8>
  private let capacity: Int
  private(set) var count = 0

  @safe init(_ memory: UnsafeMutableRawBufferPointer) {
    // The memory of an arena has an address.
    unsafe start = memory.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt8.self)
    capacity = memory.count
  }

  /// What was written from an offset on.
  func slice(from offset: Int) -> OutgoingRecords.Slice {
    unsafe OutgoingRecords.Slice(start: start + offset, count: count - offset)
  }

  @inline(__always) private func check(_ bytes: Int) {
    precondition(capacity - count >= bytes, "a result is larger than the room made for it")
  }

  @inline(__always) mutating func append(_ bytes: ByteView) {
    check(bytes.count)
    unsafe memcpy(start + count, bytes.start, bytes.count)
    count += bytes.count
  }

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

  /// As it lies in memory.
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
    var magnitude = number.magnitude
    if number < 0 { append(UInt8(ascii: "-")) }
    var digits = 1
    var bound: UInt64 = 10
    while magnitude >= bound, digits < 20 {
      digits += 1
      let (next, isOverflown) = bound.multipliedReportingOverflow(by: 10)
      if isOverflown { break }
      bound = next
    }
    check(digits)
    var place = count + digits
    count = place
    for _ in 0..<digits {
      place -= 1
      unsafe start[place] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: magnitude % 10)
      magnitude /= 10
    }
  }

  /// As a JSON string, in quotes.
  mutating func appendJSON(_ bytes: ByteView) {
    append(UInt8(ascii: "\""))
    var at = 0
    for index in 0..<bytes.count where JSONEscape.isNeeded(bytes[index]) {
      append(bytes[at..<index])
      JSONEscape.forEachByte(of: bytes[index]) { append($0) }
      at = index + 1
    }
    append(bytes[at..<bytes.count])
    append(UInt8(ascii: "\""))
  }

  mutating func append(_ uuid: UUIDValue) {
    check(UUIDValue.characters)
    unsafe uuid.write(to: start + count)
    count += UUIDValue.characters
  }
}
