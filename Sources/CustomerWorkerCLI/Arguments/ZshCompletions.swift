/// The completion script of zsh, made from the table of commands.
struct ZshCompletions {
  let table: CommandTable

  var script: String {
    """
    #compdef \(CommandTable.program)
    # zsh completion of \(CommandTable.program)
    _customer_worker() {
      local -a commands
      if (( CURRENT == 2 )); then
        commands=(
    \(firstWords.map { "      \(quoted($0))" }.joined(separator: "\n"))
        )
        _describe -t commands command commands
        _arguments \(OptionEntry.ofProgram.map { quoted("--\($0.name)[\(text($0.summary))]") }.joined(separator: " "))
        return
      fi
      shift words
      (( CURRENT-- ))
      case $words[1] in
    \(table.entries.filter { $0.name.words.count == 1 }.map(branch).joined(separator: "\n"))
    \(families.map(familyBranch).joined(separator: "\n"))
      esac
    }
    if [[ $funcstack[1] == _customer-worker ]]; then
      _customer_worker "$@"
    else
      compdef _customer_worker \(CommandTable.program)
    fi

    """
  }

  private var families: [String] {
    Set(table.entries.map(\.name.words).filter { $0.count > 1 }.map { $0[0] }).sorted()
  }

  private var firstWords: [String] {
    table.firstWords.map { "\($0.word):\(text($0.summary))" }
  }

  private func branch(_ entry: CommandEntry) -> String {
    """
        \(entry.name.words.last ?? "")) _arguments \(specifications(entry).map { "\\\n      " + quoted($0) }.joined(separator: " "))
          ;;
    """
  }

  private func familyBranch(_ family: String) -> String {
    let entries = table.entries.filter { $0.name.words[0] == family }
    return """
          \(family))
            if (( CURRENT == 2 )); then
              commands=(\(entries.map { quoted("\($0.name.words[1]):\(text($0.summary))") }.joined(separator: " ")))
              _describe -t commands command commands
              return
            fi
            shift words
            (( CURRENT-- ))
            case $words[1] in
      \(entries.map(branch).joined(separator: "\n"))
            esac
            ;;
      """
  }

  private func specifications(_ entry: CommandEntry) -> [String] {
    let options = entry.allOptions.map { option in
      let name = (option.repeats ? "*" : "") + "--\(option.name)"
      guard let syntax = option.syntax else { return "\(name)[\(text(option.summary))]" }
      return "\(name)=[\(text(option.summary))]:\(text(syntax.placeholder)):\(action(syntax))"
    }
    let operands = entry.operands.map { operand in
      "\(operand.takesRest ? "*" : ""):\(text(operand.placeholder)):\(action(operand.syntax))"
    }
    return options + operands
  }

  private func action(_ syntax: ValueSyntax) -> String {
    if case .file = syntax { return "_files" }
    return syntax.choices.isEmpty ? "" : "(\(syntax.choices.joined(separator: " ")))"
  }

  /// A text inside a specification, where colons and brackets mean something.
  private func text(_ text: String) -> String {
    text.map { ":[]\\".contains($0) ? "\\\($0)" : String($0) }.joined()
  }

  private func quoted(_ word: String) -> String {
    "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'"
  }
}
