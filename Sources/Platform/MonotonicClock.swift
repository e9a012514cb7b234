internal import Glibc

/// The clock that only goes forward; it has nothing to do with the time of day.
public enum MonotonicClock {
  public static func nanoseconds() -> Int64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  public static func milliseconds() -> Int64 { nanoseconds() / 1_000_000 }

  /// Blocks the calling thread for as long, or until a signal is handled on it.
  public static func wait(milliseconds: Int64) {
    var time = timespec(tv_sec: Int(milliseconds / 1000), tv_nsec: Int(milliseconds % 1000) * 1_000_000)
    unsafe nanosleep(&time, nil)
  }
}
