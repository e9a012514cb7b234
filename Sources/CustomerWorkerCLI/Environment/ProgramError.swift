import HTTPServer
import Platform
import Settings

/// An error that ends a command: what its user reads, and the code that the process exits with.
protocol ProgramError: Error {
  /// Lines for standard error, each with its line feed.
  var text: String { get }
  var exitCode: ExitCode { get }
}

extension UsageError: ProgramError {
  var exitCode: ExitCode { .usage }
}

extension InputError: ProgramError {
  var exitCode: ExitCode { .noInput }
}

extension HealthError: ProgramError {
  var text: String { "\(CommandTable.program): health: \(message)\n" }
  var exitCode: ExitCode {
    switch self {
    case .noPort: .settings
    case .noAnswer: .notReady
    }
  }
}

/// The address of `http.listen` can only be had by somebody who changes it, or a right.
extension ListenError: ProgramError {
  var text: String { "\(CommandTable.program): http.listen: \(self)\nset http.listen to another address, or to off\n" }
  var exitCode: ExitCode { .settings }
}

extension SettingsErrors: ProgramError {
  var text: String { "\(self)\n" }
  var exitCode: ExitCode { .settings }
}

extension ClusterError: ProgramError {
  var text: String { "\(CommandTable.program): \(message)\n\(remedy)\n" }
  var exitCode: ExitCode { isRefusal ? .settings : .unavailable }
}

extension ThreadError: ProgramError {
  var text: String { "\(CommandTable.program): \(self)\n" }
  var exitCode: ExitCode { .temporaryFailure }
}

/// An error of standard output. A reader that has gone, as `head` does, is no error.
extension StreamError: ProgramError {
  var text: String { isClosedPipe ? "" : "\(CommandTable.program): cannot write to standard output: \(reason)\n" }
  var exitCode: ExitCode { isClosedPipe ? .success : .temporaryFailure }
}
