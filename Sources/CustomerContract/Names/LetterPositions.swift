/// For each byte: a bit for each of its positions in a word of up to 64 letters.
///
/// In memory of its own that is used for one word after the other: clearing all of it for each would cost more than
/// comparing.
// Safe: the memory has an entry for each byte, and lives as long as the value.
@safe struct LetterPositions: ~Copyable {
  private let bits: UnsafeMutablePointer<UInt64>

  init() {
    unsafe bits = .allocate(capacity: 256)
    unsafe bits.initialize(repeating: 0, count: 256)
  }

  deinit {
    unsafe bits.deallocate()
  }

  @inline(__always) subscript(_ letter: UInt8) -> UInt64 {
    get { unsafe bits[Int(letter)] }
    set { unsafe bits[Int(letter)] = newValue }
  }
}
