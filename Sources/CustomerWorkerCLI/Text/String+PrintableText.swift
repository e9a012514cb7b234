extension String {
  /// On one line, without what a terminal would obey, and not too long.
  func printable(maximum: Int = 60) -> String {
    var text = ""
    for (place, scalar) in unicodeScalars.enumerated() {
      if place == maximum { return text + "…" }
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned:
        text += "\\u{\(String(scalar.value, radix: 16))}"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
