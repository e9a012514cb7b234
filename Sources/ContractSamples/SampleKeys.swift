/// The keys of records. A key hardly ever repeats, except where a command is sent again.
struct SampleKeys: Sendable {
  private var recent: [[UInt8]] = []

  private static let remembered = 64

  mutating func next(_ random: inout SampleRandom) -> [UInt8]? {
    let way = random.below(100)
    if way < 10 { return nil }
    if way < 13, !recent.isEmpty { return random.pick(recent) }
    var key = Array("lead-".utf8)
    var bits = random.next()
    for _ in 0..<11 {
      key.append(Self.alphabet[Int(bits & 31)])
      bits >>= 5
    }
    if recent.count < Self.remembered { recent.append(key) } else { recent[random.below(Self.remembered)] = key }
    return key
  }

  private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
}
