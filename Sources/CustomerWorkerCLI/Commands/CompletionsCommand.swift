import Platform

/// `completions`: the script goes to standard output, for a file or for `source`.
struct CompletionsCommand {
  let invocation: Invocation

  func run(_ environment: ProgramEnvironment, _ table: CommandTable) throws(StreamError) -> ExitCode {
    // The parser has checked the name of the shell.
    guard let shell = invocation.operands.first.flatMap(CompletionShell.init(rawValue:)) else { return .usage }
    try environment.write(shell.script(of: table))
    return .success
  }
}
