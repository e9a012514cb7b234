/// Measures how many results a second there were lately.
struct RateMeter: Sendable {
  private static let windowMilliseconds: Int64 = 60_000

  private struct Sample {
    var time: Int64
    var accepted: Int
    var rejected: Int
  }

  /// The first is the last one before the window, or the first of all.
  private var samples: [Sample] = []

  /// Takes the totals of now, and returns the rates since the window's start.
  mutating func measure(accepted: Int, rejected: Int, now: Int64) -> ResultRates {
    samples.append(Sample(time: now, accepted: accepted, rejected: rejected))
    while samples.count > 2, samples[1].time <= now - Self.windowMilliseconds { samples.removeFirst() }
    var rates = ResultRates()
    let first = samples[0]
    guard now > first.time else { return rates }
    let seconds = Double(now - first.time) / 1000
    rates.accepted = Double(accepted - first.accepted) / seconds
    rates.rejected = Double(rejected - first.rejected) / seconds
    return rates
  }
}
