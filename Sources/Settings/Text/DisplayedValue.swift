/// A value in a text for people.
enum DisplayedValue {
  private static let charactersMaximum = 200

  /// On one line; a long text, as a certificate, is cut short.
  static func line(_ value: String) -> String {
    var line = ""
    for scalar in value.unicodeScalars.prefix(charactersMaximum) {
      line += scalar.properties.generalCategory == .control ? scalar.escaped(asASCII: true) : String(scalar)
    }
    return line.unicodeScalars.count < value.unicodeScalars.count ? line + "..." : line
  }
}
