internal import Glibc

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
    self.format = format
    self.descriptor = descriptor
  }

  public func emit(_ event: some Event) {
    guard event.level >= level else { return }
    var now = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &now)
    let milliseconds = Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000
    var line = Self.line(event, format: format, time: Timestamp(milliseconds: milliseconds))
    line.append("\n")
    line.withUTF8 { bytes in
      _ = unsafe write(descriptor, bytes.baseAddress, bytes.count)
    }
  }

  /// The line of an event, without its line feed.
  static func line<E: Event>(_ event: E, format: LogFormat, time: Timestamp) -> String {
    switch format {
    case .json:
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
      var line = "\(time) \(event.level.rawValue.padded(to: 7)) \(event.message)"
      for field in event.fields {
        switch field.value {
        case .string(let value): line += " \(field.name)=\(value)"
        case .integer(let value): line += " \(field.name)=\(value)"
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
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": append("\\\"")
      case "\\": append("\\\\")
      case "\n": append("\\n")
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        append("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
      default: unicodeScalars.append(scalar)
      }
    }
    append("\"")
  }
}
