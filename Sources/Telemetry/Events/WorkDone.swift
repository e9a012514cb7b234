/// What the worker did since the last such event, each `log.summarySeconds`; there is none when it did nothing.
public struct WorkDone: Event {
  public static let name = "work-done"
  public static let advice =
    "Nothing, while the oldest command is young. Otherwise /readyz, /metrics and the other events say what holds it up."

  public let milliseconds: Int64
  public let accepted: Int
  public let rejected: Int
  /// The committed commands that have no result yet, as far as that is known.
  public let waiting: Int64
  /// How long the oldest of them has waited.
  public let oldestMilliseconds: Int64
  /// Where the HTTP port answers, or `off`, or why there is none.
  public let port: String

  public init(
    milliseconds: Int64, accepted: Int, rejected: Int, waiting: Int64, oldestMilliseconds: Int64, port: String
  ) {
    self.milliseconds = milliseconds
    self.accepted = accepted
    self.rejected = rejected
    self.waiting = waiting
    self.oldestMilliseconds = oldestMilliseconds
    self.port = port
  }

  private var seconds: Int64 { milliseconds / 1000 }
  private var rate: Int64 { milliseconds > 0 ? Int64(accepted + rejected) * 1000 / milliseconds : 0 }
  private var oldestSeconds: Int64 { oldestMilliseconds / 1000 }

  public var level: LogLevel { .info }
  public var message: String {
    "\(accepted) accepted and \(rejected) rejected in \(seconds) s, \(rate) a second; "
      + "\(waiting) waiting, the oldest for \(oldestSeconds) s; http \(port)"
  }
  public var fields: [(name: String, value: FieldValue)] {
    [
      ("seconds", FieldValue(seconds)), ("accepted", FieldValue(accepted)), ("rejected", FieldValue(rejected)),
      ("rate", FieldValue(rate)), ("waiting", FieldValue(waiting)), ("oldest", FieldValue(oldestSeconds)),
      ("http", .string(port)),
    ]
  }
}
