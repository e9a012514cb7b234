/// What stands between a number's whole part and its fraction.
public enum DecimalMark: String, Sendable, Codable, CaseIterable {
  /// The mark of JSON: `1234.5`.
  case point
  /// `1234,5` and, with points between groups of three digits, `1.234,5`.
  case comma

  /// The JSON number of a text with a comma as decimal mark; nil for every other text.
  ///
  /// `1.234` is 1234 and not a fraction; `1.5` is no number.
  static func number(withComma text: [UInt8]) -> [UInt8]? {
    var number: [UInt8] = []
    var whole = text[...]
    var fraction: ArraySlice<UInt8>?
    if let comma = text.firstIndex(of: UInt8(ascii: ",")) {
      (whole, fraction) = (text[..<comma], text[(comma + 1)...])
    }
    if whole.first == UInt8(ascii: "-") { number.append(whole.removeFirst()) }
    let groups = whole.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    if groups.count > 1 {
      guard (1...3).contains(groups[0].count), groups.dropFirst().allSatisfy({ $0.count == 3 }) else { return nil }
    }
    number += groups.joined()
    if let fraction { number += [UInt8(ascii: ".")] + fraction }
    let isDigits = number.allSatisfy { $0 >= UInt8(ascii: "-") && $0 <= UInt8(ascii: "9") }
    return unsafe isDigits && number.withUnsafeBufferPointer { unsafe CellValue.isNumber($0) } ? number : nil
  }
}
