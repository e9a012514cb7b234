/// The flags of the settings, as rows of the table of commands.
struct SettingOptions: Sendable {
  /// Every setting.
  let all: [OptionEntry]
  /// Those that deciding and the form of results depend on.
  let contract: [OptionEntry]
  /// Those that deciding alone depends on.
  let deciding: [OptionEntry]
  /// Those that say where Kafka is and what the topics are called.
  let connection: [OptionEntry]

  init() { all = []; contract = []; deciding = []; connection = [] }
}
