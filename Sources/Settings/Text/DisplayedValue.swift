/// The form of a value in a text for people.
enum DisplayedValue {
  private static let charactersMaximum = 200

  /// The value on one line; a long one, as a certificate, is cut short.
  static func line(_ value: String) -> String {
    var line = ""
    for scalar in value.unicodeScalars.prefix(charactersMaximum) {
      line += isPlain(scalar) ? String(scalar) : scalar.escaped(asASCII: true)
    }
    return line.unicodeScalars.count < value.unicodeScalars.count ? line + "..." : line
  }

  /// Whether a terminal shows the scalar as it is: controls and what turns the direction of writing it obeys.
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: false
    default: true
    }
  }
}
