/// The broker refused a result for its size, whatever the topic's settings said.
public struct ResultRefused: Event {
  public static let name = "result-refused"
  public let lane: Int
  public let count: Int

  public init(lane: Int, count: Int) {
    self.lane = lane
    self.count = count
  }

  public var level: LogLevel { .warning }
  public var message: String { "the broker refused results for their size; sending one record a batch to find them" }
  public var fields: [(name: String, value: FieldValue)] {
    [("lane", FieldValue(lane)), ("count", FieldValue(count))]
  }
}
