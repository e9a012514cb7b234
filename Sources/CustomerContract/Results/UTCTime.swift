internal import Glibc

/// A moment in UTC as RFC 3339, section 5.6, writes it: `2026-11-25T09:00:00.123Z`.
struct UTCTime {
  /// Since 1970, never negative.
  let milliseconds: Int64

  var text: String {
    var seconds = time_t(max(0, milliseconds) / 1000)
    var brokenDown = unsafe tm()
    unsafe gmtime_r(&seconds, &brokenDown)
    func digits(_ value: some BinaryInteger, _ width: Int) -> String {
      let text = String(value)
      return String(repeating: "0", count: max(0, width - text.count)) + text
    }
    let parts = unsafe (
      year: brokenDown.tm_year + 1900, month: brokenDown.tm_mon + 1, day: brokenDown.tm_mday,
      hour: brokenDown.tm_hour, minute: brokenDown.tm_min, second: brokenDown.tm_sec
    )
    let date = "\(digits(parts.year, 4))-\(digits(parts.month, 2))-\(digits(parts.day, 2))"
    let time = "\(digits(parts.hour, 2)):\(digits(parts.minute, 2)):\(digits(parts.second, 2))"
    return "\(date)T\(time).\(digits(max(0, milliseconds) % 1000, 3))Z"
  }
}
