internal import Glibc

/// The files and sockets that the process may have open.
public enum OpenFiles {
  /// Raises the limit to what the system grants at most.
  ///
  /// The usual 1024 is kept low for programs that call `select`. A worker of many lanes comes near it, and connections of
  /// strangers to its HTTP port must not be what keeps a lane from its brokers.
  public static func raiseLimit() {
    var limit = rlimit()
    let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    guard unsafe getrlimit(resource, &limit) == 0 else { return }
    limit.rlim_cur = limit.rlim_max
    unsafe setrlimit(resource, &limit)
  }
}
