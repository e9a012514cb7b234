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
      case .topicsCreate: Self.topicsCreate(settings)
      case .checkConfig: Self.checkConfig(settings)
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

  private static func run(_ settings: SettingOptions) -> CommandEntry {
    CommandEntry(
      name: .run,
      summary: "consume commands and publish their results until told to stop",
      discussion: [
        "Joins the consumer group, decides every command, and publishes each result in one Kafka transaction with the command's offset.",
        "SIGTERM or SIGINT: commits what is done, leaves the group, exits 0.",
        precedence,
      ],
      options: [.config] + settings.all,
      examples: [
        .init(
          purpose: "With the brokers given here and the rest from a file",
          line: "customer-worker run --config worker.yaml --kafka-bootstrap-servers k1:9092"),
        .init(
          purpose: "With a property of librdkafka",
          line: "customer-worker run --kafka-properties security.protocol=SSL"),
      ])
  }

  private static func demo(_ settings: SettingOptions) -> CommandEntry {
    CommandEntry(
      name: .demo,
      summary: "show the whole worker with a Kafka inside this process",
      discussion: [
        "Starts an embedded broker, makes the topics, writes commands, runs the worker, and shows a few results and the account: sent = accepted + rejected."
      ],
      options: [.demoCount, .seed, .demoInput, .keep, .config] + settings.contract,
      examples: [
        .init(purpose: "A thousand sample commands", line: "customer-worker demo"),
        .init(
          purpose: "Your own commands, one a line; then keep serving for kcat",
          line: "customer-worker demo --input commands.ndjson --keep"),
      ])
  }

  private static func validate(_ settings: SettingOptions) -> CommandEntry {
    CommandEntry(
      name: .validate,
      summary: "decide the lines of files as the worker would, without Kafka",
      discussion: [
        "Each line is the value of one command; an empty line is an empty value. A carriage return at the end of a line is not part of it.",
        "Nothing is known of a topic here: an accepted result that is larger than its topic takes would be rejected (too_large) by the worker.",
        "Of several files, each line of the output names its file.",
        "Exits 0 when every line is accepted, 65 when one is rejected, 66 when a file cannot be read.",
      ],
      operands: [
        OperandEntry(
          placeholder: "FILE", syntax: .file("FILE"), summary: "commands, one a line; - is standard input",
          takesRest: true)
      ],
      options: [.output, .header, .config] + settings.deciding,
      examples: [
        .init(
          purpose: "What is wrong with a file, by code and field",
          line: "customer-worker validate --output summary commands.ndjson"),
        .init(
          purpose: "The parts of a bulk job", line: "customer-worker validate --output summary part-*.ndjson"),
        .init(
          purpose: "The rejected lines of a compressed file",
          line: "zcat commands.ndjson.gz | customer-worker validate - | grep rejected"),
      ])
  }

  private static let sample = CommandEntry(
    name: .sample,
    summary: "write realistic commands, some of them bad",
    discussion: ["The same seed gives the same commands."],
    options: [.sampleCount, .seed, .bad, .keys],
    examples: [
      .init(purpose: "A hundred good commands", line: "customer-worker sample --count 100 --bad 0"),
      .init(
        purpose: "To a topic, with their keys",
        line: #"customer-worker sample --keys | kcat -P -b k1:9092 -t commands -K '\t'"#),
    ])

  private static func topicsCreate(_ settings: SettingOptions) -> CommandEntry {
    CommandEntry(
      name: .topicsCreate,
      summary: "create the topics of the settings, where they do not exist",
      discussion: ["A topic that exists is left as it is."],
      options: [.partitions, .replication, .topicProperty, .config] + settings.connection,
      examples: [
        .init(
          purpose: "Twelve partitions, three copies of each",
          line: "customer-worker topics create --partitions 12 --replication 3")
      ])
  }

  private static func checkConfig(_ settings: SettingOptions) -> CommandEntry {
    CommandEntry(
      name: .checkConfig,
      summary: "check the settings, and show each with where it comes from",
      discussion: [
        "Shows every fault at once and exits 78, or shows the value that each setting has. Secrets are not shown. No broker is asked.",
        precedence,
      ],
      options: [.config] + settings.all,
      examples: [
        .init(
          purpose: "Before a restart", line: "customer-worker check-config --config /etc/customer-worker/worker.yaml")
      ])
  }

  private static func contractSchema(_ settings: SettingOptions) -> CommandEntry {
    CommandEntry(
      name: .contractSchema,
      summary: "write the JSON Schema of commands or results",
      discussion: [documents],
      operands: [
        OperandEntry(
          placeholder: "SCHEMA", syntax: .choice("SCHEMA", SchemaName.allCases.map(\.rawValue)),
          summary: "command (default), accepted or rejected", isRequired: false)
      ],
      options: [.config] + settings.documents,
      examples: [
        .init(
          purpose: "What a producer may write", line: "customer-worker contract json-schema > command.schema.json"),
        .init(purpose: "What a consumer reads", line: "customer-worker contract json-schema accepted"),
      ])
  }

  private static func contractAsyncAPI(_ settings: SettingOptions) -> CommandEntry {
    CommandEntry(
      name: .contractAsyncAPI,
      summary: "write the AsyncAPI document of topics and messages",
      discussion: [documents],
      options: [.config] + settings.documents,
      examples: [
        .init(
          purpose: "For the settings of a file",
          line: "customer-worker contract asyncapi --config worker.yaml > asyncapi.json")
      ])
  }

  private static func contractMarkdown(_ settings: SettingOptions) -> CommandEntry {
    CommandEntry(
      name: .contractMarkdown,
      summary: "write the reference of fields, codes and headers",
      discussion: [documents, "Each code has an anchor of its name, which results.problemBase can point to."],
      options: [.config] + settings.documents,
      examples: [.init(purpose: "As a page", line: "customer-worker contract markdown > reference.md")])
  }

  private static let contractCodes = CommandEntry(
    name: .contractCodes,
    summary: "write the error codes as JSON",
    examples: [.init(purpose: "Each code with its status", line: "customer-worker contract codes")])

  private static let documents =
    "Made from the tables that the worker decides by, as the settings have it. With the defaults it is the file under Config/contract."

  private static let completions = CommandEntry(
    name: .completions,
    summary: "write the completion script of a shell",
    operands: [
      OperandEntry(
        placeholder: "SHELL", syntax: .choice("SHELL", CompletionShell.allCases.map(\.rawValue)),
        summary: "bash, zsh or fish")
    ],
    examples: [
      .init(purpose: "In this bash", line: "source <(customer-worker completions bash)"),
      .init(
        purpose: "For zsh, in a folder of its $fpath",
        line: "customer-worker completions zsh > ~/.zfunc/_customer-worker"),
      .init(
        purpose: "In this fish",
        line: "customer-worker completions fish | source"),
    ])

  private static let help = CommandEntry(
    name: .help,
    summary: "show what a command does and takes",
    operands: [
      OperandEntry(
        placeholder: "COMMAND", syntax: .command, summary: "a command; without it, the list of commands",
        isRequired: false,
        takesRest: true)
    ],
    examples: [.init(purpose: "What the worker can be told", line: "customer-worker help run")])

  private static let precedence =
    "A flag wins over its environment variable, that over the file, that over the default. --kafka-group-id, CUSTOMER_WORKER_KAFKA_GROUP_ID and kafka.groupId in the file are the same setting."
}
