/// The offset at which a text stops being JSON, and the reason.
struct CommandSyntaxError: Equatable {
  let reason: SyntaxReason
  /// The offset of the first byte that cannot be where it is; the text's length where more was expected.
  let offset: Int
}

/// Why a text is not JSON. The raw values are stable, but more may come.
package enum SyntaxReason: String, Sendable, CaseIterable {
  case nanOrInfinity = "nan_or_infinity"
  case trailingComma = "trailing_comma"
  case loneSurrogate = "lone_surrogate"
  case controlCharacter = "control_character"
  case badEscape = "bad_escape"
  case leadingZero = "leading_zero"
  case singleQuotes = "single_quotes"
  case unquotedName = "unquoted_name"
  case comment
  case textAfterValue = "text_after_value"
  case unexpectedEnd = "unexpected_end"
  case unexpectedCharacter = "unexpected_character"

  /// What is wrong, and what to do.
  package var sentence: String {
    switch self {
    case .nanOrInfinity:
      "NaN and Infinity are no JSON numbers; leave the member out, or send null where any JSON may be"
    case .trailingComma: "a comma is in front of a closing bracket or brace"
    case .loneSurrogate: "an escape is one half of a surrogate pair; a character was cut in two"
    case .controlCharacter: "a control character, such as a tab or a line feed, must be escaped in a string"
    case .badEscape: "a backslash in a string begins no escape of JSON; a backslash itself is written twice"
    case .leadingZero: "a number must not begin with a zero; send it as a string where the zero counts"
    case .singleQuotes: "strings and names are in double quotation marks, not in single quotes"
    case .unquotedName: "the name of a member must be in double quotation marks"
    case .comment: "JSON has no comments"
    case .textAfterValue: "more text follows after the value; each record holds one command"
    case .unexpectedEnd: "the text ends too early; it is incomplete"
    case .unexpectedCharacter: "a character is not expected there"
    }
  }
}
