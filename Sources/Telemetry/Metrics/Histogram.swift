/// Observations of one value, counted by buckets.
public struct Histogram: Sendable, Equatable {
  /// The upper bounds of the buckets, ascending; the last bucket has none.
  public let bounds: [Double]
  /// The observations of each bucket alone, one more than there are bounds.
  public private(set) var counts: [Int]
  /// The sum of all observed values.
  public private(set) var sum = 0.0

  public init(of metric: Metric) {
    bounds = metric.bounds
    counts = Array(repeating: 0, count: bounds.count + 1)
  }

  public var count: Int { counts.reduce(0, +) }

  /// Counts `times` observations of one value.
  public mutating func observe(_ value: Double, times: Int = 1) {
    counts[bounds.firstIndex { value <= $0 } ?? bounds.count] += times
    sum += value * Double(times)
  }

  /// Adds the observations of a histogram with equal bounds.
  public static func += (total: inout Histogram, part: Histogram) {
    precondition(total.bounds == part.bounds, "histograms are added bucket by bucket")
    for index in part.counts.indices { total.counts[index] += part.counts[index] }
    total.sum += part.sum
  }
}
