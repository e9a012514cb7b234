internal import Cglibc
internal import Glibc

/// Images of the process's memory, which hold commands and the password of the connection.
public enum CoreDumps {
  /// Lets no crash of this process write one, and no other process of the same user read its memory.
  public static func forbid() {
    // The limit does not hold where the kernel gives a dump to a program.
    var limit = rlimit(rlim_cur: 0, rlim_max: 0)
    unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
    _ = forbidDumps()
  }
}
