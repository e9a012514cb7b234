/// The processors that this process may use.
enum Processors {
  /// The number that the affinity mask and the control group's quota allow.
  ///
  /// On a node of 64 processors a container of two, or a unit with `CPUQuota=200%`, must not start 64 lanes.
  static let available = count(
    status: try? SmallFile.text(of: "/proc/self/status"),
    quotas: ControlGroup.quotas(groups: try? SmallFile.text(of: "/proc/self/cgroup")) { try? SmallFile.text(of: $0) })

  /// - Parameters:
  ///   - status: `/proc/self/status`, whose line `Cpus_allowed:` is a mask in hexadecimal digits.
  ///   - quotas: numbers of processors, of which the smallest counts.
  static func count(status: String?, quotas: [Double]) -> Int {
    let mask = status?.split(separator: "\n").first { $0.hasPrefix("Cpus_allowed:") } ?? ""
    let allowed = mask.drop { $0 != ":" }.compactMap(\.hexDigitValue).reduce(0) { $0 + $1.nonzeroBitCount }
    // A part of a processor is a thread's worth, too.
    let quota = quotas.min().map { $0.rounded(.up) } ?? .infinity
    return Int(min(max(min(Double(allowed), quota), 1), Double(WorkerSettings.lanesMaximum)))
  }
}
