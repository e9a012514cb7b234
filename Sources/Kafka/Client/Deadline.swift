internal import Platform

/// A point in time by the monotonic clock.
struct Deadline {
  private let nanoseconds: Int64

  init(milliseconds: Int32) {
    nanoseconds = Self.now() + Int64(milliseconds) * 1_000_000
  }

  var millisecondsLeft: Int32 { Int32(clamping: (nanoseconds - Self.now() + 999_999) / 1_000_000) }

  static func now() -> Int64 { MonotonicClock.nanoseconds() }
}
