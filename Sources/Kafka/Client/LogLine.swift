internal import Crdkafka

/// A line of a client's log.
public struct LogLine: Sendable, Equatable {
  /// The severity, as in syslog: 0 emergency … 3 error, 4 warning, 5 notice, 6 information, 7 debug.
  public var level: Int32
  /// A short word for the kind: `FAIL`, `REQTMOUT`, `CONFWARN`.
  public var facility: String
  public var message: String

  public init(level: Int32, facility: String, message: String) {
    self.level = level
    self.facility = facility
    self.message = message
  }

  /// Whether the line reports a connection lost or a request that timed out.
  ///
  /// librdkafka sends a lost EndTxn again by itself and reports success, and the first one may yet arrive and end the
  /// *next* transaction (librdkafka #5423, KIP-890). Of equal lines only the first in 30 s is written: count closed sockets too.
  public var isConnectionTrouble: Bool {
    facility == "FAIL" || facility == "REQTMOUT"
  }

  /// Whether the line says that a broker and this client refuse each other, and not that the broker is down.
  ///
  /// Librdkafka tries again forever after both. (The word SASL alone says nothing: it is part of a broker's name.)
  public var isAuthenticationFailure: Bool {
    let text = message.lowercased()
    return ["authentication", "mechanism handshake failed", "ssl handshake failed", "certificate verify failed"]
      .contains { text.contains($0) }
  }
}

extension LogLine {
  /// Reads an event; nil when it is not a log line's.
  init?(_ event: borrowing Native<EventObject>) {
    var facility: UnsafePointer<CChar>?
    var message: UnsafePointer<CChar>?
    var level: Int32 = 0
    guard unsafe rd_kafka_event_log(event.pointer, &facility, &message, &level) == 0 else { return nil }
    unsafe self.init(
      level: level, facility: facility.map { unsafe String(cString: $0) } ?? "",
      message: message.map { unsafe String(cString: $0) } ?? "")
  }
}
