extension String {
  /// The text on one line, cut short, with escapes for what a terminal would obey.
  func printable(maximum: Int = 60) -> String {
    var text = ""
    for (count, scalar) in unicodeScalars.enumerated() {
      if count == maximum { return text + "…" }
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned:
        text += "\\u{\(String(scalar.value, radix: 16))}"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
