/// An option of a command: `--name VALUE`, `--name=VALUE`, or a switch `--name`.
struct OptionEntry: Sendable, Equatable {
  /// Without the dashes.
  let name: String
  var short: Character?
  /// `nil`: a switch.
  var syntax: ValueSyntax?
  /// Given twice, a repeatable option has both values; of any other the last one counts.
  var repeats = false
  let summary: String
  /// Where the option stands in the help.
  var group = Self.ownGroup
  /// The setting that this flag gives a value to. Its value is checked with all other settings, not here.
  var settingKey: String?

  static let ownGroup = "Options"

  static let help = OptionEntry(name: "help", short: "h", summary: "show this help")
  static let version = OptionEntry(
    name: "version", short: "V", summary: "show the versions of the program and of its libraries")

  /// Understood at any place of any command line.
  static let ofEveryCommand = [help]
  /// Understood where no command is named.
  static let ofProgram = [help, version]

  /// As the help shows it: `-h, --help`, `--count N`.
  var usage: String {
    let long = syntax.map { "--\(name) \($0.placeholder)" } ?? "--\(name)"
    return short.map { "-\($0), \(long)" } ?? long
  }
}
