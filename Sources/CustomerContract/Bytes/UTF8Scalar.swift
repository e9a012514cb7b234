/// A character of a text in UTF-8, and the bytes that it takes.
struct UTF8Scalar {
  let value: Unicode.Scalar
  /// From 1 to 4.
  let count: Int

  /// Reads the character that begins at an offset; nil at the end of the text. The bytes are UTF-8.
  init?(_ bytes: PaddedBytes, at offset: Int) {
    guard offset < bytes.count else { return nil }
    let first = UInt32(bytes[offset])
    count = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard offset + count <= bytes.count else { return nil }
    var value = count == 1 ? first : first & (0x7F &>> UInt32(count))
    for index in 1..<count { value = value &<< 6 | UInt32(bytes[offset + index] & 0x3F) }
    guard let scalar = Unicode.Scalar(value) else { return nil }
    self.value = scalar
  }
}

extension PaddedBytes {
  /// The number of characters before an offset. The bytes are UTF-8.
  func scalarCount(before offset: Int) -> Int {
    var count = 0
    for index in 0..<offset where self[index] & 0xC0 != 0x80 { count += 1 }
    return count
  }
}
