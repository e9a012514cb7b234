internal import Platform

/// Numbers and times as a page shows them.
enum PageText {
  /// `1,234,567`.
  static func count(_ number: Int64) -> String {
    let digits = String(number.magnitude)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { text += "," }
      text.append(digit)
    }
    return number < 0 ? "-" + text : text
  }

  static func count(_ number: Int) -> String { count(Int64(number)) }

  /// `1 partition`, `2 partitions`.
  static func count(_ number: Int, _ noun: String) -> String { "\(count(number)) \(noun)\(number == 1 ? "" : "s")" }

  /// A number of things a second: `0.3`, `12`, `1,234`.
  static func rate(_ rate: Double) -> String {
    guard rate.isFinite, rate > 0 else { return "0" }
    return rate < 9.95 ? tenths(rate) : count(Int64(rate.rounded()))
  }

  /// `12.5 %`; of nothing, nothing.
  static func share(_ part: Int, of whole: Int) -> String {
    whole == 0 ? "" : tenths(100 * Double(part) / Double(whole)) + " %"
  }

  /// `0.3 s`, `35 s`, `12 min`, `3 h 12 min`, `5 d 2 h`.
  static func duration(milliseconds: Int64) -> String {
    let seconds = max(0, milliseconds) / 1000
    return switch seconds {
    case ..<10: tenths(Double(max(0, milliseconds)) / 1000) + " s"
    case ..<120: "\(seconds) s"
    case ..<3600: "\(seconds / 60) min"
    case ..<86_400: "\(seconds / 3600) h \(seconds / 60 % 60) min"
    default: "\(seconds / 86_400) d \(seconds / 3600 % 24) h"
    }
  }

  /// `2026-11-24 04:05:06 UTC`.
  static func time(_ timestamp: Int64) -> String {
    UTCTimestamp(milliseconds: timestamp).description.prefix(19).replacing("T", with: " ") + " UTC"
  }

  /// Ascending numbers with those in a row drawn together: `0–3, 7`.
  static func ranges(_ numbers: [Int32]) -> String {
    var ranges: [ClosedRange<Int32>] = []
    for number in numbers.sorted() {
      if let last = ranges.last, last.upperBound + 1 == number {
        ranges[ranges.count - 1] = last.lowerBound...number
      } else {
        ranges.append(number...number)
      }
    }
    return ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)" }.joined(
      separator: ", ")
  }

  private static func tenths(_ number: Double) -> String {
    let tenths = Int64((number * 10).rounded())
    return "\(count(tenths / 10)).\(tenths % 10)"
  }
}
