/// A command with its operands and options, checked against the table of commands.
struct Invocation: Equatable, Sendable {
  let command: CommandName
  private(set) var operands: [String] = []
  private(set) var values: [Value] = []

  struct Value: Equatable, Sendable {
    let option: OptionEntry
    /// The text of the value; empty for a switch.
    let text: String
  }

  init(_ command: CommandName) { self.command = command }

  mutating func append(operand: String) { operands.append(operand) }

  mutating func append(_ text: String, of option: OptionEntry) { values.append(Value(option: option, text: text)) }

  func has(_ option: OptionEntry) -> Bool { values.contains { $0.option == option } }

  /// The last value given.
  func text(of option: OptionEntry) -> String? { texts(of: option).last }

  /// Every value given, in the order of the command line.
  func texts(of option: OptionEntry) -> [String] { values.filter { $0.option == option }.map(\.text) }

  /// The parser has checked the number and its bounds.
  func integer(of option: OptionEntry) -> Int? { text(of: option).flatMap { Int($0) } }

  func seed(of option: OptionEntry) -> UInt64? { text(of: option).flatMap { UInt64($0) } }

  func share(of option: OptionEntry) -> Double? { text(of: option).flatMap(ValueSyntax.share) }

  /// Both halves of every `NAME=VALUE` given.
  func pairs(of option: OptionEntry) -> [(name: String, value: String)] {
    texts(of: option).map { text in
      let name = text.prefix { $0 != "=" }
      return (String(name), String(text.dropFirst(name.count + 1)))
    }
  }

  /// The flags that give settings their values, with their dashes, in the order of the command line.
  var settingFlags: [(flag: String, value: String)] {
    values.filter { $0.option.settingKey != nil }.map { ("--\($0.option.name)", $0.text) }
  }
}
