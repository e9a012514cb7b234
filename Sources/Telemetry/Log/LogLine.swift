internal import Platform

/// The text of an event, without its line feed.
struct LogLine {
  let text: String

  /// - Parameter count: the number of equal events that the line stands for; shown when it is more than one.
  init<E: Event>(_ event: E, count: Int, format: LogFormat, time: UTCTimestamp) {
    let fields = count > 1 ? event.fields + [("times", FieldValue(count))] : event.fields
    var line: String
    switch format {
    case .json, .auto:
      line = "{\"time\":\"\(time)\",\"level\":\"\(event.level.rawValue)\",\"event\":\"\(E.name)\",\"message\":"
      line.appendJSON(event.message)
      for field in fields {
        line += ",\"\(field.name)\":"
        switch field.value {
        case .string(let value): line.appendJSON(value)
        case .integer(let value): line += String(value)
        }
      }
      line += "}"
    case .text:
      line = "\(time) \(event.level.rawValue.padded(to: 7)) "
      line.append(event.message) { !$0.isPlain }
      for field in fields {
        line += " \(field.name)="
        switch field.value {
        case .string(let value): line.append(value) { !$0.isPlain }
        case .integer(let value): line += String(value)
        }
      }
    }
    text = line
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }

  fileprivate mutating func appendJSON(_ text: String) {
    append("\"")
    append(text) { $0 == "\"" || $0 == "\\" || !$0.isPlain }
    append("\"")
  }

  /// Appends a text with some of its characters as JSON escapes them.
  fileprivate mutating func append(_ text: String, escaping mustEscape: (Unicode.Scalar) -> Bool) {
    for scalar in text.unicodeScalars {
      guard mustEscape(scalar) else {
        unicodeScalars.append(scalar)
        continue
      }
      switch scalar {
      case "\"", "\\": append("\\\(scalar)")
      case "\n": append("\\n")
      default:
        for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
          let digits = String(unit, radix: 16)
          append("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
        }
      }
    }
  }
}

extension Unicode.Scalar {
  /// Whether a terminal shows the scalar and obeys nothing: no control, no end of a line, and nothing that turns the
  /// direction of writing. An event is one line that reads as it is, whatever a broker or the name of a file has in it.
  fileprivate var isPlain: Bool {
    if value >= 0x20, value < 0x7F { return true }
    return switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: false
    default: true
    }
  }
}
