/// An option of a command: `--name VALUE`, `--name=VALUE`, or a switch `--name`.
struct OptionEntry: Sendable, Equatable {
  /// Without the dashes.
  let name: String
  var short: Character?
  /// `nil`: a switch.
  var syntax: ValueSyntax?
  /// Whether an option that is given twice has both values; of any other the last one counts.
  var repeats = false
  let summary: String
  /// The heading above the option in the help.
  var group = Self.ownGroup
  /// The setting that this flag gives a value to. Its value is checked with all other settings, not here.
  var settingKey: String?
  /// Whether the value may be a secret: no message shows a word of it.
  var mayBeSecret = false

  static let ownGroup = "Options"

  static let help = OptionEntry(name: "help", short: "h", summary: "show this help")
  static let version = OptionEntry(
    name: "version", short: "V", summary: "show the versions of the program and of its libraries")

  /// The options that every command understands.
  static let ofEveryCommand = [help]
  /// The options that are understood where no command is named.
  static let ofProgram = [help, version]

  /// The option in the help: `-h, --help`, `--count N`.
  var usage: String {
    let long = syntax.map { "--\(name) \($0.placeholder)" } ?? "--\(name)"
    return short.map { "-\($0), \(long)" } ?? long
  }
}
