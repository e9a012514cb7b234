/// `completions`: the script goes to standard output, for a file or for `source`.
struct CompletionsCommand {
  let shell: CompletionShell

  /// The parser has checked the name of the shell.
  init?(_ invocation: Invocation) {
    guard let shell = invocation.operands.first.flatMap(CompletionShell.init(rawValue:)) else { return nil }
    self.shell = shell
  }

  func run(_ environment: ProgramEnvironment, _ table: CommandTable) throws(StreamError) -> ExitCode {
    try environment.write(shell.script(of: table))
    return .success
  }
}
