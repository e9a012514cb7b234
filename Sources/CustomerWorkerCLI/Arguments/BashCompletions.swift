/// The completion script of bash, made from the table of commands.
struct BashCompletions {
  let table: CommandTable

  var script: String {
    let families = Set(table.entries.map(\.name.words).filter { $0.count > 1 }.map { $0[0] }).sorted()
    let firstWords = table.firstWords.map(\.word) + OptionEntry.ofProgram.map { "--\($0.name)" }
    return """
      # bash completion of \(CommandTable.program)
      _customer_worker() {
        local word="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD-1]}" command="${COMP_WORDS[1]}" at=1
        local words="" files=""
        # bash splits --name=value at the equals sign
        if [[ $word == "=" ]]; then
          word=""
        elif [[ $previous == "=" ]]; then
          previous="${COMP_WORDS[COMP_CWORD-2]}"
        fi
        case "$command" in
          \(families.joined(separator: "|")) ) command="$command ${COMP_WORDS[2]}"; at=2 ;;
        esac
        if ((COMP_CWORD == 1)); then
          words="\(firstWords.joined(separator: " "))"
        elif ((COMP_CWORD == at)); then
          case "${COMP_WORDS[1]}" in
      \(families.map { "      \($0)) words=\"\(followers(of: $0))\" ;;" }.joined(separator: "\n"))
          esac
        else
          case "$command $previous" in
      \(valueCases.map { "      " + $0 }.joined(separator: "\n"))
            *)
              case "$command" in
      \(table.entries.map { "          " + commandCase($0) }.joined(separator: "\n"))
              esac
              ;;
          esac
        fi
        mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
        if [[ -n $files ]]; then
          compopt -o filenames 2>/dev/null
          mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -- "$word")
        fi
      }
      complete -F _customer_worker \(CommandTable.program)

      """
  }

  private func followers(of family: String) -> String {
    table.entries.map(\.name.words).filter { $0[0] == family }.map { $0[1] }.joined(separator: " ")
  }

  /// A case for each option that takes a value, with what may follow it.
  private var valueCases: [String] {
    table.entries.flatMap { entry in
      entry.allOptions.compactMap { option in
        option.syntax.map { "\"\(entry.name.rawValue) --\(option.name)\") \(assignment($0)) ;;" }
      }
    }
  }

  private func commandCase(_ entry: CommandEntry) -> String {
    let options = entry.allOptions.map { "--\($0.name)" }
    let operands = entry.operands.flatMap(\.syntax.choices)
    let takesFile = entry.operands.contains { if case .file = $0.syntax { true } else { false } }
    let words = (operands + options).joined(separator: " ")
    return "\"\(entry.name.rawValue)\") words=\"\(words)\"\(takesFile ? "; files=1" : "") ;;"
  }

  private func assignment(_ syntax: ValueSyntax) -> String {
    if case .file = syntax { return "files=1" }
    return "words=\"\(syntax.choices.joined(separator: " "))\""
  }
}
