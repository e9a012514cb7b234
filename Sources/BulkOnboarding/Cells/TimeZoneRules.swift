/// How far the clocks of a time zone are from UTC, and since when.
///
/// The rules themselves stand in the record that opens an import, not the zone's name alone: a resume on another machine,
/// whose database of zones may be newer or missing, makes the same commands.
public struct TimeZoneRules: Equatable, Sendable {
  /// A moment from which on another offset holds.
  struct Transition: Equatable, Sendable, Codable {
    /// Seconds since 1970-01-01T00:00:00Z.
    let at: Int64
    /// Seconds east of UTC.
    let offset: Int
  }

  /// The name in the database of the IANA, as `Europe/Berlin`.
  public let name: String
  /// The offset before the first transition.
  let firstOffset: Int
  /// In ascending order.
  let transitions: [Transition]
  /// The rule from the last transition on; nil where its offset stays.
  let rule: PosixTimeZone?
  /// Every offset that the zone has had or will have.
  private let offsets: [Int]

  /// The zone that needs no database.
  public static let utc = TimeZoneRules(name: "UTC", firstOffset: 0, transitions: [], rule: nil)

  init(name: String, firstOffset: Int, transitions: [Transition], rule: PosixTimeZone?) {
    self.name = name
    self.firstOffset = firstOffset
    self.transitions = transitions
    self.rule = rule
    offsets = Set([firstOffset] + transitions.map(\.offset) + (rule?.offsets ?? [])).sorted()
  }

  /// The offset that holds at a moment, in seconds east of UTC.
  ///
  /// - Parameter moment: seconds since 1970-01-01T00:00:00Z.
  func offset(at moment: Int64) -> Int {
    // The number of transitions up to the moment.
    var (low, high) = (0, transitions.count)
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle].at <= moment { low = middle + 1 } else { high = middle }
    }
    if low == transitions.count, let rule { return rule.offset(at: moment) }
    return low == 0 ? firstOffset : transitions[low - 1].offset
  }

  /// The offset of the only moment at which the clocks show a time.
  ///
  /// - Returns: nil for a time that is skipped when the clocks go forward, and for one that comes twice when they go back.
  func offset(of local: LocalTime) -> Int? {
    let seconds = local.seconds
    let found = offsets.filter { offset(at: seconds - Int64($0)) == $0 }
    return found.count == 1 ? found[0] : nil
  }
}

extension TimeZoneRules: Codable {
  private enum CodingKeys: String, CodingKey {
    case name, firstOffset, transitions, rule
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      name: try values.decode(String.self, forKey: .name),
      firstOffset: try values.decode(Int.self, forKey: .firstOffset),
      transitions: try values.decode([Transition].self, forKey: .transitions),
      rule: try values.decodeIfPresent(PosixTimeZone.self, forKey: .rule))
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(name, forKey: .name)
    try values.encode(firstOffset, forKey: .firstOffset)
    try values.encode(transitions, forKey: .transitions)
    try values.encodeIfPresent(rule, forKey: .rule)
  }
}
