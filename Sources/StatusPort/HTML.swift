/// A piece of a page. What is interpolated into it is escaped, so that no text of a user, a broker or a file is markup.
///
/// The markup is XML too: every element is closed, and every attribute quoted.
struct HTML: ExpressibleByStringInterpolation, Equatable {
  private(set) var text: String

  init(stringLiteral value: String) { text = value }
  init(stringInterpolation: Interpolation) { text = stringInterpolation.text }

  /// Several pieces, one after the other.
  init(_ parts: some Sequence<HTML>) { text = parts.map(\.text).joined() }

  static func + (a: HTML, b: HTML) -> HTML { HTML([a, b]) }

  struct Interpolation: StringInterpolationProtocol {
    fileprivate var text: String

    init(literalCapacity: Int, interpolationCount: Int) {
      text = ""
      text.reserveCapacity(literalCapacity + 16 * interpolationCount)
    }

    mutating func appendLiteral(_ literal: String) { text += literal }
    mutating func appendInterpolation(_ value: String) { text += HTML.escaped(value) }
    mutating func appendInterpolation(_ part: HTML) { text += part.text }
  }

  /// The text as content or as the value of an attribute in double quotes.
  ///
  /// Controls, and characters that turn the direction of writing, are shown as what they are: no page can have the first,
  /// and the second would change how their neighbours read.
  static func escaped(_ value: String) -> String {
    var text = ""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      case "'": text += "&#39;"
      default:
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: text += scalar.escaped(asASCII: true)
        // U+FFFE and U+FFFF are no characters of XML.
        case .unassigned where scalar.value & 0xFFFE == 0xFFFE: text += scalar.escaped(asASCII: true)
        default: text.unicodeScalars.append(scalar)
        }
      }
    }
    return text
  }
}
