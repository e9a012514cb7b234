/// A line of librdkafka's own log.
public struct LibraryLogged: Event {
  public static let name = "librdkafka"
  public static let advice =
    "Nothing, while brokers come and go. The facility FAIL is a connection that broke or was refused, REQTMOUT a request without an answer."

  public let level: LogLevel
  public let message: String
  public let facility: String
  public let client: String

  /// - Parameter severity: syslog's: 0 (emergency) to 7 (debug).
  public init(severity: Int32, facility: String, message: String, client: String) {
    level =
      switch severity {
      case ...3: .error
      case 4: .warning
      case 5, 6: .info
      default: .debug
      }
    self.facility = facility
    self.message = message
    self.client = client
  }

  public var fields: [(name: String, value: FieldValue)] {
    [("facility", .string(facility)), ("client", .string(client))]
  }

  /// The broker's thread, `[thrd:…]`, is part of the key, and the rest of the message, with its times, is not.
  public var repetitionKey: String? { "\(client) \(facility) \(message.prefix { $0 != "]" })" }
}
