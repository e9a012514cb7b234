/// A row of the table of commands: what a command takes, and what its help says.
struct CommandEntry: Sendable {
  let name: CommandName
  /// A phrase for the list of commands.
  let summary: String
  /// Paragraphs, wrapped when shown.
  var discussion: [String] = []
  var operands: [OperandEntry] = []
  var options: [OptionEntry] = []
  let examples: [Example]

  struct Example: Sendable {
    /// The purpose, as a phrase before the line.
    let purpose: String
    /// A shell's command line; parts between pipes that begin with `customer-worker` are checked by a test.
    let line: String
  }

  /// The options that a user may type: those of the command and those of every command.
  var allOptions: [OptionEntry] { options + OptionEntry.ofEveryCommand }

  func option(named name: String) -> OptionEntry? { allOptions.first { $0.name == name } }

  func option(short: Character) -> OptionEntry? { allOptions.first { $0.short == short } }
}
