import BulkOnboarding
import Glibc
import Platform

extension JobRun {
  /// A run of this process: with an id that no other has.
  static func thisProcess() -> JobRun {
    var generator = SystemRandomNumberGenerator()
    let id = String(generator.next(), radix: 16) + String(generator.next(), radix: 16)
    return JobRun(id: id, host: hostName, startedAt: RealTimeClock.milliseconds())
  }

  private static var hostName: String {
    var name = [CChar](repeating: 0, count: 256)
    guard unsafe gethostname(&name, name.count - 1) == 0 else { return "" }
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
