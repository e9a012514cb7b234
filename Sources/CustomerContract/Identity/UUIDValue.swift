/// A UUID of RFC 9562, as the two halves of its 128 bits.
struct UUIDValue: Sendable, Equatable {
  let high: UInt64
  let low: UInt64

  /// The length of its text.
  static let characters = 36

  /// Writes the text of section 4, in lower case, to 36 bytes.
  @unsafe func write(to target: UnsafeMutablePointer<UInt8>) {
    let parts = [high >> 32, high, low >> 32, low] as InlineArray<4, UInt64>
    let text = UnsafeMutableRawPointer(target)
    unsafe text.storeBytes(of: Self.hex(parts[0]), as: UInt64.self)
    unsafe target[8] = UInt8(ascii: "-")
    let second = Self.hex(parts[1])
    unsafe text.storeBytes(of: UInt32(truncatingIfNeeded: second), toByteOffset: 9, as: UInt32.self)
    unsafe target[13] = UInt8(ascii: "-")
    unsafe text.storeBytes(of: UInt32(truncatingIfNeeded: second >> 32), toByteOffset: 14, as: UInt32.self)
    unsafe target[18] = UInt8(ascii: "-")
    let third = Self.hex(parts[2])
    unsafe text.storeBytes(of: UInt32(truncatingIfNeeded: third), toByteOffset: 19, as: UInt32.self)
    unsafe target[23] = UInt8(ascii: "-")
    unsafe text.storeBytes(of: UInt32(truncatingIfNeeded: third >> 32), toByteOffset: 24, as: UInt32.self)
    unsafe text.storeBytes(of: Self.hex(parts[3]), toByteOffset: 28, as: UInt64.self)
  }

  /// The eight hexadecimal digits of the lower 32 bits, the first digit in the byte that is stored first.
  @inline(__always) private static func hex(_ bits: UInt64) -> UInt64 {
    // The bytes in the order of the text, each in the lower half of 16 bits; then its two digits, a byte each.
    var spread = UInt64(UInt32(truncatingIfNeeded: bits).byteSwapped)
    spread = (spread | spread << 16) & 0x0000_FFFF_0000_FFFF
    spread = (spread | spread << 8) & 0x00FF_00FF_00FF_00FF
    let digits = (spread >> 4) & 0x000F_000F_000F_000F | (spread & 0x000F_000F_000F_000F) << 8
    // One in each byte whose digit is a letter, 39 characters further on.
    let letters = ((digits &+ 0x0606_0606_0606_0606) >> 4) & 0x0101_0101_0101_0101
    return (digits &+ 0x3030_3030_3030_3030 &+ letters &* 39).littleEndian
  }
}

extension ArenaWriter {
  @inline(__always) mutating func append(_ uuid: UUIDValue) {
    unsafe append(bytes: UUIDValue.characters) { unsafe uuid.write(to: $0) }
  }
}
