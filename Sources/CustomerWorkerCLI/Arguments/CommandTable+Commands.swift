/// The rows of the commands, except `contract`.
extension CommandTable {
  static func run(_ settings: SettingOptions) -> CommandEntry {
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

  static func demo(_ settings: SettingOptions) -> CommandEntry {
    CommandEntry(
      name: .demo,
      summary: "show the whole worker with a Kafka inside this process",
      discussion: [
        "Starts an embedded broker, makes the topics, writes commands, runs the worker, and shows a few results and the account: sent = accepted + rejected."
      ],
      options: [.demoCount, .seed, .demoInput, .keep, .config] + settings.contract + settings.http,
      examples: [
        .init(purpose: "A thousand sample commands", line: "customer-worker demo"),
        .init(
          purpose: "Your own commands, one a line; then keep serving for kcat",
          line: "customer-worker demo --input commands.ndjson --keep"),
      ])
  }

  static func validate(_ settings: SettingOptions) -> CommandEntry {
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

  static let sample = CommandEntry(
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

  static func topicsCreate(_ settings: SettingOptions) -> CommandEntry {
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

  static func checkConfig(_ settings: SettingOptions) -> CommandEntry {
    CommandEntry(
      name: .checkConfig,
      summary: "check the settings, and show each with where it comes from",
      discussion: [
        "Shows every fault at once and exits 78, or shows the value that each setting has. Secrets are not shown. Warns on standard error of a secret that others can read and of a connection that is not safe.",
        "With --connect asks the brokers, and shows a line for each answer: ok, a warning, a fault with what mends it, or not checked. Exits 0, 69 when no answer comes, or 78. Without it no broker is asked.",
        precedence,
      ],
      options: [.connect, .config] + settings.all,
      examples: [
        .init(
          purpose: "Before a restart", line: "customer-worker check-config --config /etc/customer-worker/worker.yaml"),
        .init(
          purpose: "Whether the topics and the user's rights are as they must be",
          line: "customer-worker check-config --connect --kafka-bootstrap-servers k1:9092"),
      ])
  }

  static func health(_ settings: SettingOptions) -> CommandEntry {
    CommandEntry(
      name: .health,
      summary: "ask a running worker whether it is ready",
      discussion: [
        "Asks the port of http.listen for /readyz, and shows its answer: for the health check of an image, which needs no other program.",
        "Exits 0 when the worker is ready, 1 when it is not or does not answer within 5 s.",
      ],
      options: [.config] + settings.http,
      examples: [
        .init(purpose: "The worker of the default address", line: "customer-worker health"),
        .init(purpose: "Another one", line: "customer-worker health --http-listen 127.0.0.1:8465"),
      ])
  }

  static let completions = CommandEntry(
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

  static let help = CommandEntry(
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
