/// Results were refused for their size, whatever the topic's settings said; their commands get smaller ones.
public struct ResultRefused: LaneEvent {
  public static let name = "result-refused"
  public static let advice =
    "Set limits.resultBytes to the max.message.bytes of the result topics, or raise that."

  public let lane: Int
  public let count: Int
  /// Whether it is known which results they are. Otherwise one record a batch is sent to find them.
  public let areKnown: Bool

  public init(lane: Int, count: Int, areKnown: Bool) {
    self.lane = lane
    self.count = count
    self.areKnown = areKnown
  }

  public var level: LogLevel { .warning }
  public var message: String {
    areKnown
      ? "results were refused for their size; writing smaller ones"
      : "the broker refused results for their size; sending one record a batch to find them"
  }
  public var ownFields: [(name: String, value: FieldValue)] {
    [("count", FieldValue(count))]
  }
  public var repetitionKey: String? { "\(lane)" }
}
