import Testing

@testable import Settings

@Suite struct ProcessorsTests {
  private static let eight = "Name:\tx\nCpus_allowed:\t00000000,000000ff\nCpus_allowed_list:\t0-7\n"

  @Test(
    arguments: [
      (eight, nil, 8),
      (eight, "max 100000\n", 8),
      (eight, "200000 100000\n", 2),
      (eight, "150000 100000\n", 2),
      (eight, "10000 100000\n", 1),
      (eight, "1600000 100000\n", 8),
      (eight, "nonsense", 8),
      ("Cpus_allowed:\tffffffff,ffffffff,ffffffff\n", nil, 64),
      (nil, nil, 1),
    ] as [(String?, String?, Int)])
  func `lanes follow the affinity mask and the quota`(_ status: String?, _ quota: String?, _ expected: Int) {
    #expect(Processors.count(status: status, quota: quota) == expected)
  }
}
