internal import Platform
internal import Telemetry

/// The line that sums up what a worker has done since the last one.
struct WorkSummary: Sendable {
  /// 0: never.
  private let intervalMilliseconds: Int64
  private var last: (time: Int64, accepted: Int, rejected: Int)?

  init(seconds: Int) {
    intervalMilliseconds = Int64(seconds) * 1000
  }

  func isDue(now: Int64) -> Bool {
    guard intervalMilliseconds > 0 else { return false }
    return last.map { now - $0.time >= intervalMilliseconds } ?? true
  }

  /// Returns the line for the time since the last call; nil for the first one, and when nothing happened and nothing waits.
  mutating func take(_ status: WorkerStatus, now: Int64, timestamp: Int64 = RealTimeClock.milliseconds()) -> WorkDone? {
    let counters = status.counters
    let (accepted, rejected) = (counters.accepted, counters.rejected.sum)
    defer { last = (now, accepted, rejected) }
    guard let last else { return nil }
    let partitions = status.partitions.map(\.status)
    let waiting = partitions.compactMap { $0.waitingRecords(now: now) }.reduce(0, +)
    let oldest = partitions.compactMap { $0.waitingMilliseconds(now: now, timestamp: timestamp) }.max() ?? 0
    let line = WorkDone(
      milliseconds: now - last.time, accepted: accepted - last.accepted, rejected: rejected - last.rejected,
      waiting: waiting, oldestMilliseconds: oldest, port: status.port)
    return line.accepted + line.rejected > 0 || waiting > 0 ? line : nil
  }
}
