import Foundation
import Glibc
import Testing

/// Takes from this process the means to make threads.
enum ThreadLimit {
  /// Bounds the process's memory, so that no thread finds room for its stack of 8 MB.
  static func forbidThreads() throws {
    let pages = try #require(String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ").first)
    let bytes = try #require(UInt(pages)) * UInt(sysconf(Int32(_SC_PAGESIZE))) + (6 << 20)
    var limit = rlimit(rlim_cur: bytes, rlim_max: bytes)
    try #require(unsafe setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0)
  }
}
