import CustomerContract
import Settings

/// Reads a command line by the table of commands.
struct ArgumentParser {
  let table: CommandTable

  /// The words are those after the program's name.
  func parse(_ words: [String]) throws(UsageError) -> Request {
    guard let first = words.first else {
      throw UsageError("a command is missing", remedy: Self.listOfCommands)
    }
    if first.hasPrefix("-"), first != "-" { return try parseProgramOption(first, words) }
    let entry = try findCommand(words)
    if let entry { return try parse(words.dropFirst(entry.name.words.count), of: entry) }
    return .help([first])
  }

  private static let listOfCommands = "Run \"\(CommandTable.program) help\" for the list of commands."

  private func parseProgramOption(_ word: String, _ words: [String]) throws(UsageError) -> Request {
    if let option = OptionEntry.ofProgram.first(where: { word == "--\($0.name)" || word == $0.short.map { "-\($0)" } })
    {
      return option == .version ? .version : .help([])
    }
    let name = String(word.drop { $0 == "-" }.prefix { $0 != "=" })
    if table.entries.contains(where: { $0.option(named: name) != nil }) {
      throw UsageError(
        "option --\(name) must come after the command",
        remedy: "Name the command first: \(CommandTable.program) COMMAND --\(name)")
    }
    let near = suggestion(name, in: OptionEntry.ofProgram.map(\.name), dashes: "--")
    let shown = word.hasPrefix("--") ? "--\(name)" : String(word.prefix(2))
    throw UsageError("unknown option \"\(shown)\"\(near)", remedy: Self.listOfCommands)
  }

  /// The command that the first words name; `nil` when the help of a family of commands (`topics --help`) is asked for.
  private func findCommand(_ words: [String]) throws(UsageError) -> CommandEntry? {
    let matches = table.entries.filter { words.starts(with: $0.name.words) }
    if let match = matches.max(by: { $0.name.words.count < $1.name.words.count }) { return match }
    let family = table.entries.map(\.name).filter { $0.words.first == words[0] }
    if family.isEmpty {
      let near = suggestion(words[0], in: table.entries.map(\.name.rawValue))
      throw UsageError("unknown command \"\(words[0])\"\(near)", remedy: Self.listOfCommands)
    }
    let followers = family.map(\.words[1])
    guard let second = words.dropFirst().first else {
      throw UsageError(
        "\"\(words[0])\" needs one more word: \(followers.joined(separator: " or "))", remedy: Self.listOfCommands)
    }
    if second == "--help" || second == "-h" { return nil }
    let near = Suggestions(followers).nearest(to: second).map { "; did you mean \"\(words[0]) \($0)\"?" } ?? ""
    throw UsageError("unknown command \"\(words[0]) \(second)\"\(near)", remedy: Self.listOfCommands)
  }

  private func parse(_ words: ArraySlice<String>, of entry: CommandEntry) throws(UsageError) -> Request {
    var invocation = Invocation(entry.name)
    var words = words
    var onlyOperands = false
    var last: OptionEntry?
    while let word = words.popFirst() {
      if onlyOperands || word == "-" || !word.hasPrefix("-") {
        try append(operand: word, after: last, to: &invocation, of: entry)
        last = nil
      } else if word == "--" {
        onlyOperands = true
      } else {
        let option = try append(word, &words, after: last, to: &invocation, of: entry)
        if option == .help { return .help(entry.name.words) }
        last = option
      }
    }
    if let missing = entry.operands.dropFirst(invocation.operands.count).first(where: \.isRequired) {
      throw Self.missing(missing, in: invocation, after: last, of: entry)
    }
    return entry.name == .help ? try helpRequest(invocation.operands) : .perform(invocation)
  }

  /// The argument may have been taken for the value of the option before it.
  private static func missing(
    _ operand: OperandEntry, in invocation: Invocation, after last: OptionEntry?, of entry: CommandEntry
  ) -> UsageError {
    let command = entry.name.rawValue
    guard let last, let value = invocation.text(of: last), let syntax = last.syntax, !last.mayBeSecret else {
      return UsageError("\(command): \(operand.placeholder) is missing", seeHelpOf: entry.name)
    }
    if let problem = syntax.fault(in: value) {
      return UsageError("\(command): --\(last.name) \(problem)", seeHelpOf: entry.name)
    }
    return UsageError(
      "\(command): \(operand.placeholder) is missing; \"\(value)\" is the value of --\(last.name)",
      seeHelpOf: entry.name)
  }

  private func append(
    operand word: String, after last: OptionEntry?, to invocation: inout Invocation, of entry: CommandEntry
  ) throws(UsageError) {
    let index = invocation.operands.count
    guard let operand = index < entry.operands.count ? entry.operands[index] : entry.operands.last,
      index < entry.operands.count || operand.takesRest
    else {
      if let last, last.mayBeSecret { throw Self.unexpectedWord(after: last, of: entry) }
      throw UsageError("\(entry.name.rawValue): unexpected argument \"\(word)\"", seeHelpOf: entry.name)
    }
    if let fault = operand.syntax.fault(in: word) {
      throw UsageError("\(entry.name.rawValue): \(operand.placeholder) \(fault)", seeHelpOf: entry.name)
    }
    invocation.append(operand: word)
  }

  /// The word may be the rest of a secret with a blank in it.
  private static func unexpectedWord(after option: OptionEntry, of entry: CommandEntry) -> UsageError {
    UsageError(
      "\(entry.name.rawValue): unexpected word after the value of --\(option.name)",
      remedy: "If the value has a blank in it, put quotes around it: --\(option.name) 'NAME=VALUE'")
  }

  /// Takes an option and its value, which may be the next word.
  private func append(
    _ word: String, _ rest: inout ArraySlice<String>, after last: OptionEntry?, to invocation: inout Invocation,
    of entry: CommandEntry
  ) throws(UsageError) -> OptionEntry {
    let command = entry.name.rawValue
    let isLong = word.hasPrefix("--")
    let name = isLong ? String(word.dropFirst(2).prefix { $0 != "=" }) : String(word.dropFirst())
    let joined = isLong && word.contains("=") ? String(word.dropFirst(2 + name.count + 1)) : nil
    let short = !isLong && name.count == 1 ? name.first.flatMap(entry.option(short:)) : nil
    guard let option = isLong ? entry.option(named: name) : short else {
      let near = suggestion(name, in: entry.allOptions.map(\.name), dashes: "--")
      if near.isEmpty, let last, last.mayBeSecret { throw Self.unexpectedWord(after: last, of: entry) }
      let shown = isLong ? "--\(name)" : String(word.prefix(2))
      throw UsageError("\(command): unknown option \"\(shown)\"\(near)", seeHelpOf: entry.name)
    }
    guard let syntax = option.syntax else {
      if joined != nil { throw UsageError("\(command): --\(option.name) takes no value", seeHelpOf: entry.name) }
      invocation.append("", of: option)
      return option
    }
    let value = if let joined { joined } else { try nextValue(&rest, of: option, syntax, entry) }
    if option.settingKey == nil, let fault = syntax.fault(in: value) {
      throw UsageError("\(command): --\(option.name) \(fault)", seeHelpOf: entry.name)
    }
    invocation.append(value, of: option)
    return option
  }

  /// A word that begins with two dashes is far more often an option after a forgotten value than a value.
  private func nextValue(
    _ rest: inout ArraySlice<String>, of option: OptionEntry, _ syntax: ValueSyntax, _ entry: CommandEntry
  ) throws(UsageError) -> String {
    guard let word = rest.first, !word.hasPrefix("--") else {
      let message = "\(entry.name.rawValue): --\(option.name) needs a value, \(syntax.placeholder)"
      guard let word = rest.first, word != "--", !option.mayBeSecret else {
        throw UsageError(message, seeHelpOf: entry.name)
      }
      throw UsageError(message, remedy: "If the value is \"\(word)\", write --\(option.name)=\(word)")
    }
    rest.removeFirst()
    return word
  }

  private func helpRequest(_ words: [String]) throws(UsageError) -> Request {
    if table.entries.contains(where: { $0.name.words.starts(with: words) }) { return .help(words) }
    let typed = words.joined(separator: " ")
    let near = suggestion(typed, in: table.entries.map(\.name.rawValue))
    throw UsageError("help: unknown command \"\(typed)\"\(near)", remedy: Self.listOfCommands)
  }

  private func suggestion(_ typed: String, in names: [String], dashes: String = "") -> String {
    Suggestions(names).nearest(to: typed).map { "; did you mean \"\(dashes)\($0)\"?" } ?? ""
  }
}
