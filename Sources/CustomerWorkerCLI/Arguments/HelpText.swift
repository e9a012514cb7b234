/// The help, made from the table of commands, in lines of at most 80 columns.
struct HelpText {
  let table: CommandTable

  static let columns = 80
  private static let summaryColumn = 26

  /// The help of the command or the family of commands that the words name; without words that of the program.
  func text(for words: [String]) -> String {
    let entries = table.entries.filter { $0.name.words.starts(with: words) }
    if !words.isEmpty, entries.count == 1, entries[0].name.words == words { return text(for: entries[0]) }
    return text(of: entries, words)
  }

  private func text(of entries: [CommandEntry], _ words: [String]) -> String {
    let program = CommandTable.program
    let start = ([program] + words).joined(separator: " ")
    var lines = words.isEmpty ? Self.wrap(CommandTable.purpose, indent: 0) + [""] : []
    lines += ["Usage: \(start) COMMAND [OPTIONS]", "", "Commands"]
    lines += entries.flatMap { Self.row($0.name.rawValue, $0.summary) }
    lines += ["", OptionEntry.ownGroup]
    let options = words.isEmpty ? OptionEntry.ofProgram : OptionEntry.ofEveryCommand
    lines += options.flatMap { Self.row($0.usage, $0.summary) }
    let shown = entries.first { $0.name == CommandTable.firstToTry } ?? entries.first
    if let example = shown?.examples.first {
      lines += ["", "Example"] + Self.lines(of: example)
    }
    lines += [""] + Self.wrap("Run \"\(program) help COMMAND\" for what a command takes.", indent: 0)
    return lines.joined(separator: "\n") + "\n"
  }

  private func text(for entry: CommandEntry) -> String {
    let usage = [CommandTable.program, entry.name.rawValue, "[OPTIONS]"] + entry.operands.map(\.usage)
    var lines = Self.wrap("\(CommandTable.program) \(entry.name.rawValue): \(entry.summary)", indent: 0)
    lines += ["", "Usage: \(usage.joined(separator: " "))"]
    for paragraph in entry.discussion { lines += [""] + Self.wrap(paragraph, indent: 0) }
    if !entry.operands.isEmpty {
      lines += ["", "Arguments"] + entry.operands.flatMap { Self.row($0.placeholder, $0.summary) }
    }
    var groups: [String] = []
    for option in entry.allOptions where !groups.contains(option.group) { groups.append(option.group) }
    for group in groups {
      lines += ["", group]
      lines += entry.allOptions.filter { $0.group == group }.flatMap { Self.row($0.usage, $0.summary) }
    }
    lines += ["", entry.examples.count == 1 ? "Example" : "Examples"]
    lines += entry.examples.flatMap(Self.lines(of:))
    return lines.joined(separator: "\n") + "\n"
  }

  private static func lines(of example: CommandEntry.Example) -> [String] {
    wrap(example.purpose + ":", indent: 2) + ["    " + example.line]
  }

  /// A name and its summary beside it, or below it when the name is long.
  private static func row(_ name: String, _ summary: String) -> [String] {
    let lines = wrap(summary, indent: summaryColumn)
    let start = "  " + name
    guard start.count + 2 <= summaryColumn, let first = lines.first else { return [start] + lines }
    let padding = String(repeating: " ", count: summaryColumn - start.count)
    return [start + padding + first.dropFirst(summaryColumn)] + lines.dropFirst()
  }

  /// Breaks a text at its spaces.
  static func wrap(_ text: String, indent: Int) -> [String] {
    let start = String(repeating: " ", count: indent)
    var lines: [String] = []
    var line = start
    for word in text.split(separator: " ") {
      if line.count > indent, line.count + 1 + word.count > columns {
        lines.append(line)
        line = start
      }
      line += (line.count > indent ? " " : "") + word
    }
    return lines + [line]
  }
}
