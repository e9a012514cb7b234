import BulkOnboarding
import Glibc
import Platform

/// Tells on standard error how an import goes: a line that is written over on a terminal, else a line each 10 s.
final class ImportReporter {
  private let streams: StandardStreams
  private let hasBar: Bool
  private let ahead: Int
  private let startedAt = MonotonicClock.milliseconds()
  private var shownAt = MonotonicClock.milliseconds()
  private var isShown = false
  private var first: ImportProgress?
  private var hasToldPrice = false

  private static let barMilliseconds: Int64 = 250
  private static let lineMilliseconds: Int64 = 10_000

  init(_ environment: ProgramEnvironment, ahead: Int) {
    streams = environment.streams
    hasBar = isatty(environment.streams.errors) == 1 && environment.variables["TERM"] != "dumb"
    self.ahead = ahead
  }

  /// Writes a line of its own.
  func say(_ text: String) {
    clear()
    streams.writeError(text + "\n")
  }

  func show(_ progress: ImportProgress) {
    let now = MonotonicClock.milliseconds()
    if first == nil { first = progress }
    guard now - shownAt >= (hasBar ? Self.barMilliseconds : Self.lineMilliseconds) else { return }
    shownAt = now
    let text = Self.text(progress, rate: rate(progress, now))
    if hasBar {
      isShown = true
      streams.writeError("\r\u{1B}[K" + text)
    } else {
      streams.writeError(text + "\n")
    }
    tellPrice(progress, now)
  }

  /// Clears the line.
  func clear() {
    if isShown { streams.writeError("\r\u{1B}[K") }
    isShown = false
  }

  /// Rows decided in a second, since this run began.
  private func rate(_ progress: ImportProgress, _ now: Int64) -> Int {
    let answered = progress.answered - (first?.answered ?? 0)
    return answered * 1000 / Int(max(1, now - startedAt))
  }

  /// What a command on the same topic waits for behind this import's rows.
  private func tellPrice(_ progress: ImportProgress, _ now: Int64) {
    let rate = rate(progress, now)
    guard !hasToldPrice, now - startedAt >= 2000, rate > 0, !progress.isWaiting else { return }
    hasToldPrice = true
    let milliseconds = min(ahead, progress.rows) * 1000 / rate
    say(
      "Workers decide \(rate.grouped) rows/s. Other commands of the topic wait up to \(milliseconds.grouped) ms behind"
        + " this import (--ahead \(ahead.grouped)).")
  }

  /// `sent 250,000 of 500,000 (50 %), results 240,000, 61,000/s`
  static func text(_ progress: ImportProgress, rate: Int) -> String {
    let share = progress.rows == 0 ? 100 : min(100, progress.sent * 100 / progress.rows)
    let sent =
      progress.isWaiting
      ? "all \(progress.sent.grouped) sent"
      : "sent \(progress.sent.grouped) of \(progress.rows.grouped) (\(share) %)"
    return "\(sent), results \(progress.answered.grouped), \(rate.grouped)/s"
  }
}
