/// A transaction was undone; its commands are decided again.
public struct TransactionAborted: Event {
  public static let name = "transaction-aborted"
  public let lane: Int
  public let reason: String
  public let records: Int

  public init(lane: Int, reason: String, records: Int) {
    self.lane = lane
    self.reason = reason
    self.records = records
  }

  public var level: LogLevel { .warning }
  public var message: String { "transaction aborted: \(reason)" }
  public var fields: [(name: String, value: FieldValue)] {
    [("lane", FieldValue(lane)), ("records", FieldValue(records))]
  }
}
