import Settings

/// The flags of the settings, as rows of the table of commands.
struct SettingOptions: Sendable {
  /// Every setting.
  let all: [OptionEntry]

  init(_ settings: [Setting] = Setting.all) {
    all = settings.map { setting in
      OptionEntry(
        name: String(setting.flag.drop { $0 == "-" }),
        syntax: Self.syntax(of: setting),
        repeats: setting.isRepeatable,
        summary: Self.summary(setting),
        group: "Settings",
        settingKey: setting.key, mayBeSecret: setting.holdsProperties)
    }
  }

  /// The flags that deciding depends on, where no result is written.
  var deciding: [OptionEntry] {
    of("limits", "unknownFields", "nullFields", "emptyStrings", "auth", "commands").filter {
      $0.settingKey != "limits.resultBytes"
    }
  }

  /// The flags that deciding and the form of results depend on.
  var contract: [OptionEntry] {
    of("limits", "unknownFields", "nullFields", "emptyStrings", "auth", "commands", "results")
  }

  /// The flags that say where a worker answers probes and shows its page.
  var http: [OptionEntry] { of("http") }

  /// The flags that the documents of the contract depend on.
  var documents: [OptionEntry] { of("topics").filter { $0.settingKey != "topics.jobs" } + contract }

  /// The flags that an import depends on.
  var importing: [OptionEntry] {
    connection
      + all.filter {
        ["kafka.groupId", "kafka.consumerProperties", "kafka.producerProperties"].contains($0.settingKey)
      } + deciding
  }

  /// The flags that say where Kafka is, what the topics are called, and how long to wait for a broker.
  var connection: [OptionEntry] {
    of("topics", "start") + all.filter { ["kafka.bootstrapServers", "kafka.properties"].contains($0.settingKey) }
  }

  /// The settings whose keys begin with one of these names.
  private func of(_ names: String...) -> [OptionEntry] {
    all.filter { option in
      option.settingKey?.split(separator: ".").first.map { names.contains(String($0)) } ?? false
    }
  }

  private static func syntax(of setting: Setting) -> ValueSyntax {
    if let bounds = setting.bounds { return .integer(setting.placeholder, bounds) }
    return setting.choices.isEmpty ? .text(setting.placeholder) : .choice(setting.placeholder, setting.choices)
  }

  private static func summary(_ setting: Setting) -> String {
    let sentence = setting.sentence.hasSuffix(".") ? String(setting.sentence.dropLast()) : setting.sentence
    return setting.defaultText.isEmpty ? sentence : "\(sentence) (default: \(setting.defaultText))"
  }
}
