import CustomerWorker
// `environ` is a variable to Swift; nothing in this process changes it.
@unsafe @preconcurrency import Glibc

/// What a command sees of the process that it runs in; tests give it files of their own.
struct Surroundings: Sendable {
  var input: Int32 = STDIN_FILENO
  var output: Int32 = STDOUT_FILENO
  var errors: Int32 = STDERR_FILENO
  var environment: [String: String] = [:]
  /// What ends a command that goes on; nil: SIGTERM and SIGINT do.
  var stop: StopSignal?

  /// Those of this process.
  static func ofProcess() -> Surroundings {
    var surroundings = Surroundings()
    var next = unsafe environ
    while let entry = unsafe next.pointee {
      let text = unsafe String(cString: entry)
      let name = text.prefix { $0 != "=" }
      surroundings.environment[String(name)] = String(text.dropFirst(name.count + 1))
      unsafe next += 1
    }
    return surroundings
  }

  /// The request to stop, by whatever it comes.
  func stopSignal() throws -> StopSignal {
    if let stop { return stop }
    let signal = StopSignal()
    try TerminationSignals.stop(signal)
    return signal
  }

  /// Tells the user; when standard error is gone there is nobody to tell.
  func tell(_ text: String) {
    var writer = ByteWriter(descriptor: errors)
    try? writer.append(text)
    try? writer.flush()
  }

  /// Writes a whole text to standard output.
  func show(_ text: String) throws(StreamFault) {
    var writer = ByteWriter(descriptor: output)
    try writer.append(text)
    try writer.flush()
  }

  /// Where a fault of standard output leads: a reader that has gone, as `head` does, is no fault.
  func exitCode(ofOutput fault: StreamFault) -> ExitCode {
    if fault.isClosedPipe { return .success }
    tell("\(CommandTable.program): cannot write to standard output: \(fault.reason)\n")
    return .tryAgain
  }
}
