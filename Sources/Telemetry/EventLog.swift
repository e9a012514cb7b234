internal import Glibc
internal import Platform

/// Writes events as lines on standard error.
///
/// A line is one `write`, so lines of several threads do not mix. What cannot be written is lost: a full disk behind
/// standard error must not stop the worker.
public struct EventLog: Sendable {
  public let level: LogLevel
  public let format: LogFormat
  private let descriptor: Int32

  public init(level: LogLevel, format: LogFormat, descriptor: Int32 = 2) {
    self.level = level
    self.format = format == .auto ? isatty(descriptor) == 1 ? .text : .json : format
    self.descriptor = descriptor
  }

  public func emit(_ event: some Event) {
    guard event.level >= level else { return }
    var line = Self.line(event, format: format, time: UTCTimestamp(milliseconds: RealTimeClock.milliseconds()))
    line.append("\n")
    line.withUTF8 { bytes in
      _ = unsafe write(descriptor, bytes.baseAddress, bytes.count)
    }
  }

  /// The line of an event, without its line feed.
  static func line<E: Event>(_ event: E, format: LogFormat, time: UTCTimestamp) -> String {
    switch format {
    case .json, .auto:
      var line = "{\"time\":\"\(time)\",\"level\":\"\(event.level.rawValue)\",\"event\":\"\(E.name)\",\"message\":"
      line.appendJSON(event.message)
      for field in event.fields {
        line += ",\"\(field.name)\":"
        switch field.value {
        case .string(let value): line.appendJSON(value)
        case .integer(let value): line += String(value)
        }
      }
      return line + "}"
    case .text:
      var line = "\(time) \(event.level.rawValue.padded(to: 7)) "
      line.append(event.message) { $0.breaksLine }
      for field in event.fields {
        line += " \(field.name)="
        switch field.value {
        case .string(let value): line.append(value) { $0.breaksLine }
        case .integer(let value): line += String(value)
        }
      }
      return line
    }
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }

  fileprivate mutating func appendJSON(_ text: String) {
    append("\"")
    append(text) { $0 == "\"" || $0 == "\\" || $0.breaksLine }
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
        let digits = String(scalar.value, radix: 16)
        append("\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits)
      }
    }
  }
}

extension Unicode.Scalar {
  /// Controls and the separators that some readers take for the end of a line: an event is one line, whatever a broker or
  /// a file's name has in it.
  fileprivate var breaksLine: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029: true
    default: false
    }
  }
}
