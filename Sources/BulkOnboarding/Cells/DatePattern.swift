/// The form of the dates in a file: `dd/MM/yyyy`, `yyyy-MM-dd HH:mm`.
///
/// `yyyy`, `MM` and `dd` stand in it once each; `HH`, `mm` and `ss` may, in this order of need. `T` and every character that is
/// no ASCII letter or digit stand for themselves.
public struct DatePattern: Equatable, Sendable {
  private enum Part: Equatable {
    case unit(DateUnit)
    case literal(UInt8)
  }

  public let text: String
  private let parts: [Part]

  public init(_ text: String) throws(DatePatternError) {
    self.text = text
    let bytes = Array(text.utf8)
    var parts: [Part] = []
    var at = 0
    while at < bytes.count {
      let run = bytes[at...].prefix { $0 == bytes[at] }
      let letters = String(decoding: run, as: UTF8.self)
      if let unit = DateUnit(rawValue: letters) {
        guard !parts.contains(.unit(unit)) else { throw .repeated(letters) }
        parts.append(.unit(unit))
      } else if Self.isLetterOrDigit(bytes[at]), letters != "T" {
        throw .unknown(letters)
      } else {
        parts += run.map(Part.literal)
      }
      at += run.count
    }
    for unit in DateUnit.allCases where !parts.contains(.unit(unit)) {
      if unit.isPartOfDate { throw .missing(unit.rawValue) }
    }
    for (unit, larger) in [(DateUnit.minute, DateUnit.hour), (.second, .minute)] {
      if parts.contains(.unit(unit)), !parts.contains(.unit(larger)) { throw .missing(larger.rawValue) }
    }
    self.parts = parts
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    let letter = byte | 0x20
    return letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "z") || isDigit(byte)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

  /// Reads a text that has this form from its first character to its last; nil for every other text.
  ///
  /// A month, a day and an hour may have one digit between marks that are no digits.
  func read(_ bytes: [UInt8]) -> LocalTime? {
    var values: [DateUnit: Int] = [:]
    var at = 0
    for (index, part) in parts.enumerated() {
      switch part {
      case .literal(let byte):
        guard at < bytes.count, bytes[at] == byte else { return nil }
        at += 1
      case .unit(let unit):
        let digits = bytes[at...].prefix(unit.digits).prefix(while: Self.isDigit)
        let isShort = digits.count == 1 && unit.mayBeShort && !isUnit(index - 1) && !isUnit(index + 1)
        guard digits.count == unit.digits || isShort else { return nil }
        values[unit] = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
        at += digits.count
      }
    }
    guard at == bytes.count, let year = values[.year], let month = values[.month], let day = values[.day] else {
      return nil
    }
    return LocalTime(
      year: year, month: month, day: day, hour: values[.hour] ?? 0, minute: values[.minute] ?? 0,
      second: values[.second] ?? 0)
  }

  private func isUnit(_ index: Int) -> Bool {
    guard parts.indices.contains(index), case .unit = parts[index] else { return false }
    return true
  }
}

/// A part of a date or of a time, by its letters in a pattern (Unicode Technical Standard 35, Date Field Symbol Table).
private enum DateUnit: String, CaseIterable {
  case year = "yyyy"
  case month = "MM"
  case day = "dd"
  case hour = "HH"
  case minute = "mm"
  case second = "ss"

  var digits: Int { self == .year ? 4 : 2 }

  var isPartOfDate: Bool { self == .year || self == .month || self == .day }

  var mayBeShort: Bool { self == .month || self == .day || self == .hour }
}

extension DatePattern: Codable {
  public init(from decoder: any Decoder) throws { try self.init(decoder.singleValueContainer().decode(String.self)) }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

/// The reason why a text is no pattern of dates.
public enum DatePatternError: Error, Equatable, Sendable {
  case missing(String)
  case repeated(String)
  /// Letters or digits that mean nothing.
  case unknown(String)

  /// The end of a sentence that begins with the pattern.
  public func message(_ show: (String) -> String) -> String {
    switch self {
    case .missing(let unit): "has no \(unit)"
    case .repeated(let unit): "has \(unit) twice"
    case .unknown(let letters): "has \"\(show(letters))\", and a pattern is made of yyyy, MM, dd, HH, mm and ss"
    }
  }
}
