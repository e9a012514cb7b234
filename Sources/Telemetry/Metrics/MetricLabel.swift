/// A label of a metric.
public struct MetricLabel: Sendable {
  public let name: String
  /// What its values are, for people.
  public let meaning: String
  /// Every value that it can have, each of which is exposed from the start; empty where they are not known here.
  public let values: [String]

  init(_ name: String, _ meaning: String) {
    self.name = name
    self.meaning = meaning
    values = []
  }

  init(_ name: String, oneOf values: [String]) {
    self.name = name
    meaning = values.joined(separator: ", ")
    self.values = values
  }
}
