import Testing

@testable import Settings

@Suite struct ProcessorsTests {
  private static let eight = "Name:\tx\nCpus_allowed:\t00000000,000000ff\nCpus_allowed_list:\t0-7\n"

  @Test(
    arguments: [
      (eight, [], 8), (eight, [2], 2), (eight, [1.5], 2), (eight, [0.1], 1), (eight, [16], 8), (eight, [4, 2, 3], 2),
      ("Cpus_allowed:\tffffffff,ffffffff,ffffffff\n", [], 64), (nil, [], 1), (nil, [2], 1),
    ] as [(String?, [Double], Int)])
  func `Lanes follow the affinity mask and the smallest quota`(_ status: String?, _ quotas: [Double], _ expected: Int) {
    #expect(Processors.count(status: status, quotas: quotas) == expected)
  }

  private static let files = [
    "/sys/fs/cgroup/cpu.max": "300000 100000\n",
    "/sys/fs/cgroup/system.slice/cpu.max": "max 100000\n",
    "/sys/fs/cgroup/system.slice/customer-worker.service/cpu.max": "150000 100000\n",
    "/sys/fs/cgroup/odd/cpu.max": "nonsense",
    "/sys/fs/cgroup/cpu/cpu.cfs_quota_us": "-1\n", "/sys/fs/cgroup/cpu/cpu.cfs_period_us": "100000\n",
    "/sys/fs/cgroup/cpu/docker/cpu.cfs_quota_us": "250000\n", "/sys/fs/cgroup/cpu/docker/cpu.cfs_period_us": "100000\n",
  ]

  @Test(
    arguments: [
      // A container, whose own directory is the mount.
      ("0::/\n", [3]), (nil, [3]),
      // A unit of systemd.
      ("0::/system.slice/customer-worker.service\n", [3, 1.5]), ("0::/system.slice\n", [3]),
      // Version 1, also beside an empty version 2.
      ("4:cpu,cpuacct:/docker\n3:memory:/docker\n", [2.5]), ("4:cpu:/\n", []), ("1:name=systemd:/docker\n", []),
      ("0::/gone\n4:cpuacct,cpu:/docker\n", [3, 2.5]), ("0::/odd", [3]), ("", []), ("nonsense", []),
    ] as [(String?, [Double])])
  func `Quotas are those of the group and of all around it`(_ groups: String?, _ expected: [Double]) {
    #expect(ControlGroup.quotas(groups: groups) { Self.files[$0] } == expected)
  }
}
