import BulkOnboarding
import Glibc
import Platform

/// Tells on standard error how an import goes: a line that is written over on a terminal, else a line each 10 s.
final class ImportReporter {
  private let streams: StandardStreams
  private let hasBar: Bool
  private let ahead: Int
  private var shownAt = MonotonicClock.milliseconds()
  private var isShown = false
  private var rate = DecisionRate()
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

  /// Shows how much of the file was read before anything is sent.
  ///
  /// - Parameter share: from 0 to 1.
  func showReading(_ file: String, share: Double) {
    let now = MonotonicClock.milliseconds()
    guard isDue(now) else { return }
    put("reads \(file.printable(maximum: 40)), \(Int(min(1, share) * 100)) %")
  }

  func show(_ progress: ImportProgress) {
    let now = MonotonicClock.milliseconds()
    rate.counted(answered: progress.answered, sent: progress.sent, now: now)
    guard isDue(now) else { return }
    put(Self.text(progress, rate: rate.perSecond))
    tellPrice(progress)
  }

  private func isDue(_ now: Int64) -> Bool {
    guard now - shownAt >= (hasBar ? Self.barMilliseconds : Self.lineMilliseconds) else { return false }
    shownAt = now
    return true
  }

  private func put(_ text: String) {
    if hasBar {
      isShown = true
      streams.writeError("\r\u{1B}[K" + text)
    } else {
      streams.writeError(text + "\n")
    }
  }

  /// Clears the line.
  func clear() {
    if isShown { streams.writeError("\r\u{1B}[K") }
    isShown = false
  }

  /// What a command on the same topic waits for behind this import's rows.
  private func tellPrice(_ progress: ImportProgress) {
    guard !hasToldPrice, rate.milliseconds >= 2000, let rate = rate.perSecond, rate > 0, !progress.isWaiting else {
      return
    }
    hasToldPrice = true
    let milliseconds = min(ahead, progress.rows) * 1000 / rate
    let text =
      "Workers decide \(rate.grouped) rows/s. Other commands of the topic wait up to \(milliseconds.grouped) ms behind"
      + " this import (--ahead \(ahead.grouped))."
    say(HelpText.wrap(text, indent: 0).joined(separator: "\n"))
  }

  /// `sent 250,000 of 500,000 (50 %), results 240,000, 61,000/s`
  ///
  /// - Parameter rate: nil before it is known.
  static func text(_ progress: ImportProgress, rate: Int?) -> String {
    // Rows that are blank or unreadable are behind too.
    let share = progress.rows == 0 ? 100 : min(100, progress.row * 100 / progress.rows)
    let sent =
      progress.isWaiting
      ? "all \(progress.sent.grouped) sent"
      : "sent \(progress.sent.grouped) of \(progress.rows.grouped) (\(share) %)"
    return "\(sent), results \(progress.answered.grouped)" + (rate.map { ", \($0.grouped)/s" } ?? "")
  }
}
