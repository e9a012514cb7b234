import Glibc

/// A shell that runs beside this process.
enum Shell {
  /// Runs a shell command and waits for its end; returns its status.
  static func run(_ command: String) -> Int32 {
    unsafe command.withCString { unsafe system($0) }
  }
}
