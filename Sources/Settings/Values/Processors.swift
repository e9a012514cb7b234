/// The processors that this process may use.
enum Processors {
  /// The number that the affinity mask and the container's quota allow.
  ///
  /// On a node of 64 processors a container of two must not start 64 lanes.
  static let available = count(
    status: text(of: "/proc/self/status"), quota: text(of: "/sys/fs/cgroup/cpu.max"))

  /// - Parameters:
  ///   - status: `/proc/self/status`, whose line `Cpus_allowed:` is a mask in hexadecimal digits.
  ///   - quota: cgroup 2's `cpu.max`: microseconds of processor time (or `max`), and the microseconds of the period that has them.
  static func count(status: String?, quota: String?) -> Int {
    let mask = status?.split(separator: "\n").first { $0.hasPrefix("Cpus_allowed:") } ?? ""
    let allowed = mask.drop { $0 != ":" }.compactMap(\.hexDigitValue).reduce(0) { $0 + $1.nonzeroBitCount }
    let numbers = (quota ?? "").split { $0 == " " || $0 == "\n" }.map { Int($0) }
    var count = allowed
    if numbers.count == 2, let time = numbers[0], let period = numbers[1], time > 0, period > 0 {
      count = min(count, (time + period - 1) / period)
    }
    return min(max(count, 1), WorkerSettings.lanesMaximum)
  }

  private static func text(of path: String) -> String? {
    try? SmallFile.text(of: path)
  }
}
