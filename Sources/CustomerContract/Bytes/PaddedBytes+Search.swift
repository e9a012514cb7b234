extension PaddedBytes {
  /// The offset of the first byte of which `isMeant` is true.
  func firstOffset(from start: Int = 0, where isMeant: (UInt8) -> Bool) -> Int? {
    (start..<max(start, count)).first { isMeant(self[$0]) }
  }

  /// Whether bytes are in the text at an offset.
  func has(_ text: StaticString, at offset: Int) -> Bool {
    offset + text.utf8CodeUnitCount <= count
      && self[offset..<(offset + text.utf8CodeUnitCount)].isEqual(to: text)
  }
}
