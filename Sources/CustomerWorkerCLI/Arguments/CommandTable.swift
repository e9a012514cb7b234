/// The commands and options, once: parsing, help, suggestions and completions come from this table.
struct CommandTable: Sendable {
  static let program = "customer-worker"
  static let purpose =
    "Decides create-customer commands from Kafka, and publishes one accepted or rejected result for each, exactly once."
  /// The command that the help of the program shows as an example.
  static let firstToTry = CommandName.demo

  let entries: [CommandEntry]

  /// - Parameter settings: the flags of the settings table.
  init(settings: SettingOptions) {
    entries = CommandName.allCases.map { name in
      switch name {
      case .run: Self.run(settings)
      case .demo: Self.demo(settings)
      case .validate: Self.validate(settings)
      case .sample: Self.sample
      case .importRows: Self.importRows(settings)
      case .job: Self.job(settings)
      case .topicsCreate: Self.topicsCreate(settings)
      case .checkConfig: Self.checkConfig(settings)
      case .health: Self.health(settings)
      case .contractSchema: Self.contractSchema(settings)
      case .contractAsyncAPI: Self.contractAsyncAPI(settings)
      case .contractMarkdown: Self.contractMarkdown(settings)
      case .contractCodes: Self.contractCodes
      case .completions: Self.completions
      case .help: Self.help
      }
    }
  }

  /// The first words of command lines: a family of commands is there once, with the words that may follow.
  var firstWords: [(word: String, summary: String)] {
    var found: [(word: String, summary: String)] = []
    for entry in entries where !found.contains(where: { $0.word == entry.name.words[0] }) {
      let family = entries.filter { $0.name.words[0] == entry.name.words[0] }
      let followers = family.compactMap { $0.name.words.dropFirst().first }.joined(separator: ", ")
      found.append((entry.name.words[0], family.count == 1 ? entry.summary : followers))
    }
    return found
  }

  func entry(_ name: CommandName) -> CommandEntry? { entries.first { $0.name == name } }
}
