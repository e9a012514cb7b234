/// The completion script of fish, made from the table of commands.
struct FishCompletions {
  let table: CommandTable

  var script: String {
    var lines = ["# fish completion of \(CommandTable.program)", complete("-f")]
    let families = Set(table.entries.map(\.name.words).filter { $0.count > 1 }.map { $0[0] })
    for option in OptionEntry.ofProgram {
      lines.append(complete("-n __fish_use_subcommand -l \(option.name) -d \(quoted(option.summary))"))
    }
    for (word, summary) in table.firstWords {
      lines.append(complete("-n __fish_use_subcommand -a \(word) -d \(quoted(summary))"))
    }
    for entry in table.entries {
      let words = entry.name.words
      if families.contains(words[0]) {
        let others = table.entries.map(\.name.words).filter { $0[0] == words[0] }.map { $0[1] }.joined(separator: " ")
        let condition = "__fish_seen_subcommand_from \(words[0]); and not __fish_seen_subcommand_from \(others)"
        lines.append(complete("-n \(quoted(condition)) -a \(words[1]) -d \(quoted(entry.summary))"))
      }
      lines += completions(entry)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func completions(_ entry: CommandEntry) -> [String] {
    let condition = quoted(entry.name.words.map { "__fish_seen_subcommand_from \($0)" }.joined(separator: "; and "))
    let options = entry.allOptions.map { option in
      complete("-n \(condition) -l \(option.name)\(value(option.syntax)) -d \(quoted(option.summary))")
    }
    let operands: [String] = entry.operands.compactMap { operand in
      if case .file = operand.syntax { return complete("-n \(condition) -F") }
      let choices = operand.syntax.choices
      return choices.isEmpty ? nil : complete("-n \(condition) -a \(quoted(choices.joined(separator: " ")))")
    }
    return options + operands
  }

  private func value(_ syntax: ValueSyntax?) -> String {
    guard let syntax else { return "" }
    if case .file = syntax { return " -r -F" }
    return syntax.choices.isEmpty ? " -x" : " -x -a \(quoted(syntax.choices.joined(separator: " ")))"
  }

  private func complete(_ rest: String) -> String { "complete -c \(CommandTable.program) \(rest)" }

  private func quoted(_ word: String) -> String {
    "'" + word.map { $0 == "'" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "'"
  }
}
