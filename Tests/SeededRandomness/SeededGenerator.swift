/// SplitMix64: the same seed gives the same numbers on every machine.
package struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  package init(seed: UInt64) {
    state = seed
    // Neighbouring seeds would give one stream, shifted.
    state = next() ^ (next() << 1)
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  /// 0 to `bound` - 1.
  package mutating func below(_ bound: Int) -> Int { Int(next() >> 33) % bound }

  /// True so many times in a thousand.
  package mutating func chance(_ perMille: Int) -> Bool { below(1000) < perMille }

  /// True in one of so many cases; never in one of none.
  package mutating func oneIn(_ count: Int) -> Bool { count > 0 && Int.random(in: 0..<count, using: &self) == 0 }
}
