/// A metric that the worker exposes: a row of the table `Metric.all`.
///
/// The reference, the dashboard and the alert rules take their names from that table, or are held against it.
public struct Metric: Sendable {
  public enum Kind: String, Sendable {
    /// Only grows while the process runs.
    case counter
    case gauge
    /// Classic: the numbers of observations up to each bound.
    case histogram
  }

  public enum Unit: String, Sendable {
    case seconds, bytes
  }

  /// The name of the family, with its unit and `_total`.
  public let name: String
  public let kind: Kind
  /// nil: a number without a unit.
  public let unit: Unit?
  public let labels: [MetricLabel]
  /// What it counts or measures, for people: one sentence or more, in plain text.
  public let sentence: String
  /// The name by OpenTelemetry's semantic conventions; nil where there is none.
  public let openTelemetryName: String?
  /// The upper bounds of a histogram's buckets, ascending and without the infinite one; empty for any other kind.
  public let bounds: [Double]

  init(
    _ name: String, _ kind: Kind, unit: Unit? = nil, labels: [MetricLabel] = [], _ sentence: String,
    openTelemetry: String? = nil, bounds: [Double] = []
  ) {
    self.name = name
    self.kind = kind
    self.unit = unit
    self.labels = labels
    self.sentence = sentence
    openTelemetryName = openTelemetry
    self.bounds = bounds
  }
}
