extension PaddedBytes {
  /// The offset of the first byte of which `isMeant` is true.
  func firstOffset(from start: Int = 0, where isMeant: (UInt8) -> Bool) -> Int? {
    var offset = start
    while offset < count {
      if isMeant(self[offset]) { return offset }
      offset += 1
    }
    return nil
  }

  /// Whether bytes are in the text at an offset.
  func has(_ text: StaticString, at offset: Int) -> Bool {
    offset + text.utf8CodeUnitCount <= count
      && self[offset..<(offset + text.utf8CodeUnitCount)].isEqual(to: text)
  }
}
