internal import CustomerContract

/// A row of the table of settings that must go together; otherwise the worker would fail late.
struct CrossCheck: Sendable {
  let keys: [String]
  /// The end of a sentence that begins with the first key; `nil` when they go together.
  let problem: @Sendable (WorkerSettings) -> String?
  let remedy: String

  /// The error of this row, located where one of the values was given; nil when they go together.
  func error(in loaded: LoadedSettings) -> SettingError? {
    guard let problem = problem(loaded.settings) else { return nil }
    let sources = keys.map { loaded.source(of: $0) }
    return SettingError(
      source: sources.first { $0 != .default } ?? .default, key: keys[0], problem: problem, remedy: remedy)
  }

  static let all = [
    CrossCheck(
      keys: ["topics.accepted", "topics.commands"],
      problem: { $0.topics.accepted == $0.topics.commands ? "is the topic of topics.commands too" : nil },
      remedy: differ),
    CrossCheck(
      keys: ["topics.rejected", "topics.commands"],
      problem: { $0.topics.rejected == $0.topics.commands ? "is the topic of topics.commands too" : nil },
      remedy: differ),
    CrossCheck(
      keys: ["topics.rejected", "topics.accepted"],
      problem: { $0.topics.rejected == $0.topics.accepted ? "is the topic of topics.accepted too" : nil },
      remedy: differ),
    CrossCheck(
      keys: ["topics.jobs", "topics.commands", "topics.accepted", "topics.rejected"],
      problem: { settings in
        let others = [
          ("topics.commands", settings.topics.commands), ("topics.accepted", settings.topics.accepted),
          ("topics.rejected", settings.topics.rejected),
        ]
        return others.first { $0.1 == settings.jobsTopic }.map { "is the topic of \($0.0) too" }
      },
      remedy: differ),
    // librdkafka leaves such a broker out, and says so in its log alone.
    CrossCheck(
      keys: ["kafka.bootstrapServers"],
      problem: { settings in
        let named = (BrokerAddress.list(settings.kafka.bootstrapServers) ?? []).compactMap(\.securityProtocol)
        for client in WorkerSettings.Kafka.Client.allCases {
          let set = settings.kafka.securityProtocol(for: client)
          if let other = named.first(where: { $0 != set }) { return "names \(other), but security.protocol is \(set)" }
        }
        return nil
      },
      remedy: "set security.protocol among kafka.properties, or take the protocol out of kafka.bootstrapServers"),
    // librdkafka makes no producer otherwise.
    CrossCheck(
      keys: ["kafka.socketTimeoutMs", "transaction.timeoutMs"],
      problem: { settings in
        let bound = settings.transaction.timeoutMs + 100
        return settings.kafka.socketTimeoutMs > bound
          ? "must be \(bound) or less (transaction.timeoutMs + 100), not \(settings.kafka.socketTimeoutMs)" : nil
      },
      remedy: "lower kafka.socketTimeoutMs, or give transaction.timeoutMs more"),
    CrossCheck(
      keys: ["transaction.intervalMs", "transaction.timeoutMs"],
      problem: { settings in
        let bound = settings.transaction.timeoutMs / 2
        return settings.transaction.intervalMs > bound
          ? "must be \(bound) or less (half of transaction.timeoutMs), not \(settings.transaction.intervalMs)" : nil
      },
      remedy: "lower transaction.intervalMs, or give transaction.timeoutMs more"),
    // A commit may take as long as the transaction may live, and is not stuck until then.
    CrossCheck(
      keys: ["watchdog.seconds", "transaction.timeoutMs"],
      problem: { settings in
        settings.watchdog.seconds * 1000 <= settings.transaction.timeoutMs
          ? "must be more than transaction.timeoutMs (\(settings.transaction.timeoutMs) ms),"
            + " not \(settings.watchdog.seconds) s" : nil
      },
      remedy: "give watchdog.seconds more, or lower transaction.timeoutMs"),
  ]

  private static let differ = "give each topic a name of its own"
}
