import Glibc
import Platform
import Testing

@Suite struct CoreDumpsTests {
  @Test func `After it is forbidden no core file may be written`() async {
    await #expect(processExitsWith: .exitCode(42)) {
      CoreDumps.forbid()
      var limit = rlimit()
      unsafe getrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
      exit(limit.rlim_cur == 0 && limit.rlim_max == 0 ? 42 : 1)
    }
  }
}
