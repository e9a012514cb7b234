internal import Platform

/// How the cells of date-times are read: their pattern, and the time zone of their clocks.
public struct DateRule: Equatable, Sendable, Codable {
  public let pattern: DatePattern
  public let timeZone: TimeZoneRules

  public init(pattern: DatePattern, timeZone: TimeZoneRules) { (self.pattern, self.timeZone) = (pattern, timeZone) }

  /// The most characters of a date-time that is made of a cell.
  static let dateTimeBytes = 25

  /// The date-time of RFC 3339 that a cell means, with the zone's offset: `2024-03-31T09:00:00+02:00`.
  ///
  /// - Returns: nil for a cell of another form, and for a time that the zone's clocks skip or show twice.
  func dateTime(_ cell: [UInt8]) -> [UInt8]? {
    guard let local = pattern.read(cell), let offset = timeZone.offset(of: local) else { return nil }
    // The offset of local mean time, before there were zones, has seconds, and RFC 3339 writes none.
    guard offset.isMultiple(of: 60) else {
      return Array(UTCTimestamp(milliseconds: (local.seconds - Int64(offset)) * 1000).description.utf8)
    }
    var text: [UInt8] = []
    func append(_ number: Int, _ width: Int) {
      let digits = String(number).utf8
      text += [UInt8](repeating: UInt8(ascii: "0"), count: width - digits.count) + digits
    }
    func append(_ mark: UInt8, _ number: Int) {
      text.append(mark)
      append(number, 2)
    }
    append(local.year, 4)
    append(UInt8(ascii: "-"), local.month)
    append(UInt8(ascii: "-"), local.day)
    append(UInt8(ascii: "T"), local.hour)
    append(UInt8(ascii: ":"), local.minute)
    append(UInt8(ascii: ":"), local.second)
    if offset == 0 {
      text.append(UInt8(ascii: "Z"))
    } else {
      append(offset < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+"), abs(offset) / 3600)
      append(UInt8(ascii: ":"), abs(offset) / 60 % 60)
    }
    return text
  }
}
