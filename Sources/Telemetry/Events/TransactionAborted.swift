/// A transaction was aborted; its commands are decided again.
public struct TransactionAborted: LaneEvent {
  public static let name = "transaction-aborted"
  public static let advice =
    "Nothing, while brokers or members come and go. If it goes on, the reason names what to look at."

  public let lane: Int
  public let reason: String
  /// The number of its commands.
  public let records: Int

  public init(lane: Int, reason: String, records: Int) {
    self.lane = lane
    self.reason = reason
    self.records = records
  }

  public var level: LogLevel { .warning }
  public var message: String {
    "transaction aborted: \(reason)"
  }
  public var ownFields: [(name: String, value: FieldValue)] {
    [("records", FieldValue(records))]
  }
  public var repetitionKey: String? { "\(lane)" }
}
