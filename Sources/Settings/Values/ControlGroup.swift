/// The control groups of this process, version 1 and 2, and the processor time that they allow.
enum ControlGroup {
  private static let mount = "/sys/fs/cgroup"

  /// The quotas of this process's groups and of all around them, each as a number of processors.
  ///
  /// In a container of its own name space the path is `/`, and the quota is in the mount's own directory. On a host, as for
  /// a systemd unit, it is in the directory of the path.
  ///
  /// - Parameters:
  ///   - groups: `/proc/self/cgroup`: a line for each hierarchy, `0::/path` or `4:cpu,cpuacct:/path`.
  ///   - read: the text of a file; nil when there is none.
  static func quotas(groups: String?, _ read: (_ path: String) -> String?) -> [Double] {
    var quotas: [Double] = []
    for line in (groups ?? "0::/").split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3 else { continue }
      if parts[0] == "0" {
        quotas += directories(parts[2]).compactMap { quota(inTwo: read("\(mount)\($0)/cpu.max")) }
      } else if parts[1].split(separator: ",").contains("cpu") {
        quotas += directories(parts[2]).compactMap { directory in
          quota(
            inOne: read("\(mount)/cpu\(directory)/cpu.cfs_quota_us"),
            period: read("\(mount)/cpu\(directory)/cpu.cfs_period_us"))
        }
      }
    }
    return quotas
  }

  /// A path and all above it: `/a/b`, `/a` and the empty one.
  private static func directories(_ path: Substring) -> [String] {
    var directories = [""]
    for name in path.split(separator: "/") { directories.append("\(directories[directories.count - 1])/\(name)") }
    return directories
  }

  /// The processors of version 2's `cpu.max`: microseconds of processor time, or `max`, and those of the period.
  private static func quota(inTwo text: String?) -> Double? {
    let numbers = (text ?? "").split { $0 == " " || $0 == "\n" }.map { Int($0) }
    guard numbers.count == 2, let time = numbers[0], let period = numbers[1] else { return nil }
    return quota(time, of: period)
  }

  /// The processors of version 1's two files; the quota is -1 where there is none.
  private static func quota(inOne time: String?, period: String?) -> Double? {
    func number(_ text: String?) -> Int? { text.flatMap { Int($0.prefix { $0 != "\n" }) } }
    guard let time = number(time), let period = number(period) else { return nil }
    return quota(time, of: period)
  }

  private static func quota(_ time: Int, of period: Int) -> Double? {
    time > 0 && period > 0 ? Double(time) / Double(period) : nil
  }
}
