import Glibc

/// The descriptors of standard input, output and error; tests give files of their own.
struct StandardStreams: Sendable {
  var input: Int32 = STDIN_FILENO
  var output: Int32 = STDOUT_FILENO
  var errors: Int32 = STDERR_FILENO

  /// Writes a whole text to standard output.
  func write(_ text: String) throws(StreamError) {
    var writer = ByteWriter(descriptor: output)
    try writer.append(text)
    try writer.flush()
  }

  /// Writes a whole text to standard error; when that is gone there is nobody to tell.
  func writeError(_ text: String) {
    var writer = ByteWriter(descriptor: errors)
    try? writer.append(text)
    try? writer.flush()
  }
}
