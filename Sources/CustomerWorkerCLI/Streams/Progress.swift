import Glibc
import Platform

/// One line on the terminal that is written over while work goes on; nothing when standard error is not a terminal.
struct Progress {
  private let streams: StandardStreams
  private let what: String
  private let total: Int?
  private let isShowing: Bool
  private let startedAt = MonotonicClock.milliseconds()
  private var shownAt = MonotonicClock.milliseconds()
  private var isShown = false

  private static let intervalMilliseconds: Int64 = 250

  /// - Parameters:
  ///   - what: the noun for what is counted, as `commands answered`.
  ///   - total: how many there will be; nil when that is not known.
  ///   - writesOutput: whether standard output is written meanwhile; on a terminal the two would mix.
  init(_ what: String, of total: Int?, on streams: StandardStreams, writesOutput: Bool = false) {
    self.streams = streams
    self.what = what
    self.total = total
    isShowing = isatty(streams.errors) == 1 && !(writesOutput && isatty(streams.output) == 1)
  }

  /// Shows how far the work is, four times a second at most.
  ///
  /// - Parameter share: the part of the whole that is done, from 0 to 1; nil to derive it from the total.
  mutating func show(_ count: Int, share: Double? = nil) {
    guard isShowing else { return }
    let now = MonotonicClock.milliseconds()
    guard now - shownAt >= Self.intervalMilliseconds else { return }
    shownAt = now
    isShown = true
    let share = share ?? total.map { Double(count) / Double(max(1, $0)) }
    streams.writeError(
      "\r\u{1B}[K" + Self.text(count, of: total, what, share: share, milliseconds: now - startedAt))
  }

  /// Clears the line.
  mutating func end() {
    if isShown { streams.writeError("\r\u{1B}[K") }
    isShown = false
  }

  /// `250,000 of 500,000 commands answered, 50 %, 61,000/s`
  static func text(_ count: Int, of total: Int?, _ what: String, share: Double?, milliseconds: Int64) -> String {
    let whole = total.map { " of \($0.grouped)" } ?? ""
    let percent = share.map { ", \(Int(min(1, max(0, $0)) * 100)) %" } ?? ""
    return "\(count.grouped)\(whole) \(what)\(percent), \((count * 1000 / Int(max(1, milliseconds))).grouped)/s"
  }
}
