/// A wrong command line: what is wrong, and what to do next.
struct UsageError: Error, Equatable, Sendable {
  let message: String
  let remedy: String

  init(_ message: String, remedy: String) {
    self.message = message
    self.remedy = remedy
  }

  /// The remedy of most: the help of the command.
  init(_ message: String, seeHelpOf command: CommandName) {
    self.init(message, remedy: "Run \"\(CommandTable.program) help \(command.rawValue)\" for what it takes.")
  }

  /// Two lines for standard error.
  var text: String { "\(CommandTable.program): \(message)\n\(remedy)\n" }
}
