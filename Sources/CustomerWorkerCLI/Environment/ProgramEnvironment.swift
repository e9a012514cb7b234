import Platform
// `environ` is a variable to Swift; nothing in this process changes it.
@unsafe @preconcurrency import Glibc

/// The process as a command sees it: streams, variables, signals. Tests make their own.
struct ProgramEnvironment: Sendable {
  var streams = StandardStreams()
  /// The variables of the environment.
  var variables: [String: String] = [:]
  /// The request that ends a command that goes on; nil for that of SIGTERM and SIGINT.
  var stop: StopSignal?

  /// The environment of this process.
  static func ofProcess() -> ProgramEnvironment {
    var environment = ProgramEnvironment()
    var next = unsafe environ
    while let entry = unsafe next.pointee {
      let text = unsafe String(cString: entry)
      let name = text.prefix { $0 != "=" }
      environment.variables[String(name)] = String(text.dropFirst(name.count + 1))
      unsafe next += 1
    }
    return environment
  }

  /// The request to stop, by whatever it comes.
  ///
  /// - Throws: when the thread that waits for signals cannot be started.
  func stopSignal() throws(ThreadError) -> StopSignal {
    if let stop { return stop }
    let signal = StopSignal()
    try TerminationSignals.forward(to: signal)
    return signal
  }

  /// Where files without a name are made.
  var temporaryFolder: String { variables["TMPDIR"] ?? "/tmp" }

  /// Writes a whole text to standard output.
  func write(_ text: String) throws(StreamError) { try streams.write(text) }

  /// Writes a whole text to standard error.
  func writeError(_ text: String) { streams.writeError(text) }
}
