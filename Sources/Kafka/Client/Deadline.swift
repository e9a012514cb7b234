/// A point in time by the monotonic clock.
struct Deadline {
  private let end: SuspendingClock.Instant

  init(milliseconds: Int32) {
    end = .now + .milliseconds(milliseconds)
  }

  /// The milliseconds until then, rounded up; negative or 0 when it has passed.
  var millisecondsLeft: Int32 {
    let left = SuspendingClock.now.duration(to: end)
    let (seconds, attoseconds) = left.components
    return Int32(clamping: seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
  }
}
