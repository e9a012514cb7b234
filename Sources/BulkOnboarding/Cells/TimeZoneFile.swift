/// Reads a file of the time zone database in the format TZif (RFC 9636).
///
/// glibc has no call for a zone that is not the process's own, and an unknown name is UTC to it.
struct TimeZoneFile {
  private let bytes: [UInt8]
  private var at = 0

  /// What a header says: how many entries of each kind follow it (RFC 9636, section 3.1).
  private struct Counts {
    let version: UInt8
    let utIndicators, standardIndicators, leapSeconds, transitions, types, nameBytes: Int

    /// The length of the entries behind the header.
    func blockBytes(timeBytes: Int) -> Int {
      transitions * (timeBytes + 1) + types * 6 + nameBytes + leapSeconds * (timeBytes + 4) + standardIndicators
        + utIndicators
    }
  }

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The zone's rules; nil when the bytes are no file of version 2 or later, or one that counts leap seconds.
  static func rules(_ name: String, _ bytes: [UInt8]) -> TimeZoneRules? {
    var file = TimeZoneFile(bytes)
    return file.readRules(name)
  }

  private mutating func readRules(_ name: String) -> TimeZoneRules? {
    // The block of version 1, whose times have 32 bits, stands before the one of the later versions.
    guard let old = readCounts(), old.version >= UInt8(ascii: "2") else { return nil }
    at += old.blockBytes(timeBytes: 4)
    guard let header = readCounts(), header.leapSeconds == 0, header.types > 0,
      bytes.count - at >= header.blockBytes(timeBytes: 8)
    else { return nil }
    let end = at + header.blockBytes(timeBytes: 8)
    let times = (0..<header.transitions).map { _ in readNumber(bytes: 8) }
    let indexes = (0..<header.transitions).map { _ in Int(readNumber(bytes: 1)) }
    let offsets = (0..<header.types).map { _ in
      let offset = Int(Int32(truncatingIfNeeded: readNumber(bytes: 4)))
      at += 2
      return offset
    }
    guard indexes.allSatisfy({ $0 < offsets.count }) else { return nil }
    let transitions = zip(times, indexes).map { TimeZoneRules.Transition(at: $0, offset: offsets[$1]) }
    guard let footer = footer(from: end) else { return nil }
    let rule = PosixTimeZone(footer)
    if rule == nil, !footer.isEmpty { return nil }
    let rules = TimeZoneRules(name: name, firstOffset: offsets[0], transitions: transitions, rule: rule)
    return rules.isSound ? rules : nil
  }

  private mutating func readCounts() -> Counts? {
    guard bytes.count - at >= 44, bytes[at..<at + 4].elementsEqual("TZif".utf8) else { return nil }
    let version = bytes[at + 4]
    at += 20
    let counts = (0..<6).map { _ in Int(readNumber(bytes: 4)) }
    return Counts(
      version: version, utIndicators: counts[0], standardIndicators: counts[1], leapSeconds: counts[2],
      transitions: counts[3], types: counts[4], nameBytes: counts[5])
  }

  /// Reads a number whose highest byte comes first; there must be so many bytes.
  private mutating func readNumber(bytes count: Int) -> Int64 {
    defer { at += count }
    return bytes[at..<at + count].reduce(0) { $0 << 8 | Int64($1) }
  }

  /// The text between two line feeds at the file's end.
  private func footer(from start: Int) -> String? {
    guard start < bytes.count, bytes[start] == 0x0A, let end = bytes[(start + 1)...].firstIndex(of: 0x0A) else {
      return nil
    }
    return String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
  }
}

extension TimeZoneRules {
  /// Whether a file of the database can hold these rules: a record of the jobs topic may hold anything.
  var isSound: Bool {
    // RFC 9636, section 3.2, and what a time of a date pattern can be.
    let offsets = -89_999...93_599
    let times = -(Int64(1) << 59)...(Int64(1) << 59)
    return transitions.count <= 4000 && offsets.contains(firstOffset)
      && transitions.allSatisfy { offsets.contains($0.offset) && times.contains($0.at) }
      && zip(transitions, transitions.dropFirst()).allSatisfy { $0.at < $1.at }
      && (rule?.offsets ?? []).allSatisfy(offsets.contains)
  }
}
