/// Writes metrics in the text format of Prometheus, version 0.0.4.
///
/// A family is written once, with all of its samples; one without samples is left out.
public struct MetricsText: Sendable {
  /// The content type of the text.
  public static let contentType = "text/plain; version=0.0.4; charset=utf-8"

  public private(set) var text = ""

  public init() {}

  /// Writes the family of a metric without labels; nothing when the value is not known.
  public mutating func add(_ metric: Metric, _ value: Double?) {
    if let value { add(metric, [([], value)]) }
  }

  /// Writes a family.
  ///
  /// - Parameter samples: the values of the metric's labels, in the table's order, and the sample's value.
  public mutating func add(_ metric: Metric, _ samples: [(labels: [String], value: Double)]) {
    guard !samples.isEmpty else { return }
    writeHead(metric)
    for sample in samples {
      writeSample(metric.name, zip(metric.labels.map(\.name), sample.labels), sample.value)
    }
  }

  /// Writes the family of a histogram: its buckets, each with all observations up to its bound, sum and count.
  public mutating func add(_ metric: Metric, _ histogram: Histogram) {
    writeHead(metric)
    var count = 0
    for (index, own) in histogram.counts.enumerated() {
      count += own
      let bound = index < histogram.bounds.count ? Self.number(histogram.bounds[index]) : "+Inf"
      writeSample("\(metric.name)_bucket", [("le", bound)], Double(count))
    }
    writeSample("\(metric.name)_sum", EmptyCollection(), histogram.sum)
    writeSample("\(metric.name)_count", EmptyCollection(), Double(count))
  }

  private mutating func writeHead(_ metric: Metric) {
    text += "# HELP \(metric.name) \(Self.escaped(metric.sentence, quotes: false))\n"
    text += "# TYPE \(metric.name) \(metric.kind.rawValue)\n"
  }

  private mutating func writeSample(_ name: String, _ labels: some Sequence<(String, String)>, _ value: Double) {
    let pairs = labels.map { "\($0)=\"\(Self.escaped($1, quotes: true))\"" }.joined(separator: ",")
    text += "\(name)\(pairs.isEmpty ? "" : "{\(pairs)}") \(Self.number(value))\n"
  }

  /// A whole number without a fraction, any other with as many digits as tell it from its neighbours.
  private static func number(_ value: Double) -> String {
    if let whole = Int64(exactly: value) { return String(whole) }
    return value.isNaN ? "NaN" : value.isInfinite ? (value > 0 ? "+Inf" : "-Inf") : "\(value)"
  }

  private static func escaped(_ text: String, quotes: Bool) -> String {
    var escaped = ""
    for character in text.unicodeScalars {
      switch character {
      case "\\": escaped += #"\\"#
      case "\n": escaped += #"\n"#
      case "\"" where quotes: escaped += #"\""#
      default: escaped.unicodeScalars.append(character)
      }
    }
    return escaped
  }
}
