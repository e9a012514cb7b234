/// The shells that completions are made for.
enum CompletionShell: String, CaseIterable, Sendable {
  case bash
  case zsh
  case fish

  func script(of table: CommandTable) -> String {
    switch self {
    case .bash: BashCompletions(table: table).script
    case .zsh: ZshCompletions(table: table).script
    case .fish: FishCompletions(table: table).script
    }
  }
}
