import CustomerContract
import Settings

/// The syntax of a value on the command line; the help and the completions come from it too.
enum ValueSyntax: Sendable, Equatable {
  case text(String)
  case file(String)
  /// `NAME=VALUE`; the name is not empty.
  case pair
  case integer(String, ClosedRange<Int>)
  /// Any 64 bits, as an unsigned decimal number.
  case seed
  /// A part of a whole: `0.1` or `10%`.
  case share
  case choice(String, [String])
  /// One ASCII character that may stand between cells, or the word `tab`.
  case delimiter
  /// A word of a command's name; the parser looks the whole name up.
  case command

  var placeholder: String {
    switch self {
    case .text(let placeholder), .file(let placeholder), .integer(let placeholder, _), .choice(let placeholder, _):
      placeholder
    case .pair: "NAME=VALUE"
    case .seed: "N"
    case .share: "SHARE"
    case .delimiter: "CHARACTER"
    case .command: "COMMAND"
    }
  }

  /// The values of a closed set, for completions and suggestions.
  var choices: [String] {
    switch self {
    case .choice(_, let values): values
    case .command:
      CommandName.allCases.flatMap(\.words).reduce(into: []) { words, word in
        if !words.contains(word) { words.append(word) }
      }
    default: []
    }
  }

  /// The fault of a value, as the end of a sentence that begins with its name; nil when there is none.
  func fault(in value: String) -> String? {
    switch self {
    case .command: return nil
    case .text, .file:
      return value.isEmpty ? "must not be empty" : nil
    case .pair:
      let name = value.prefix { $0 != "=" }
      return name.isEmpty || name.endIndex == value.endIndex ? "must be NAME=VALUE, not \"\(value)\"" : nil
    case .integer(_, let range):
      if let number = Int(value), range.contains(number) { return nil }
      return range.upperBound == .max
        ? "must be a whole number, \(range.lowerBound) or more, not \"\(value)\""
        : "must be a whole number from \(range.lowerBound) to \(range.upperBound), not \"\(value)\""
    case .seed:
      return UInt64(value) == nil ? "must be a whole number from 0 to \(UInt64.max), not \"\(value)\"" : nil
    case .share:
      return Self.share(value) == nil ? "must be from 0 to 1, or from 0% to 100%, not \"\(value)\"" : nil
    case .delimiter:
      return Self.delimiter(value) == nil
        ? "must be one ASCII character that is no letter, digit or quote, or tab" : nil
    case .choice(_, let values):
      if values.contains(value) { return nil }
      let near = Suggestions(values).nearest(to: value).map { "; did you mean \($0)?" } ?? ""
      let all = values.dropLast().joined(separator: ", ") + " or " + (values.last ?? "")
      return "must be \(all), not \"\(value)\"\(near)"
    }
  }

  /// The byte of a delimiter.
  static func delimiter(_ value: String) -> UInt8? {
    if value == "tab" || value == "\\t" { return UInt8(ascii: "\t") }
    guard let byte = value.utf8.first, value.utf8.count == 1, byte < 0x80, byte == 0x09 || byte >= 0x20 else {
      return nil
    }
    let isWord = value.first?.isLetter == true || value.first?.isNumber == true
    return isWord || byte == UInt8(ascii: "\"") ? nil : byte
  }

  /// The number of a share: `0.25` for `0.25` and for `25%`.
  static func share(_ value: String) -> Double? {
    let isPercent = value.hasSuffix("%")
    guard let number = Double(isPercent ? value.dropLast() : value[...]) else { return nil }
    let share = isPercent ? number / 100 : number
    return share >= 0 && share <= 1 ? share : nil
  }
}
