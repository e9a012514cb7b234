internal import CustomerContract

/// The table of settings.
extension Setting {
  /// Every setting, in the order of the help, of the example file and of the reference page.
  public static let all = kafka + topics + process + contract + http + log

  private static let kafka = [
    Setting(
      "kafka.bootstrapServers", .text(\.kafka.bootstrapServers, .servers),
      "brokers to start from; the others are found through them"),
    Setting(
      "kafka.groupId", .text(\.kafka.groupId, .name),
      "consumer group, and the first part of every transactional.id; replicas have the same one"),
    Setting(
      "kafka.instanceId", .optionalText(\.kafka.instanceId, .instance),
      "name of this replica, the same after each restart and unlike any other's (the pod's name in a StatefulSet): a restart takes its partitions over at once"
    ),
    Setting(
      "kafka.sessionTimeoutMs", .integer(\.kafka.sessionTimeoutMs, 1000...300_000),
      "silence after which the group gives a replica's partitions to others"),
    Setting(
      "kafka.assignmentStrategy", .list(\.kafka.assignmentStrategy, .assignor, isEmptyAllowed: false),
      "how the group spreads partitions, best first; one value for the whole group"),
    Setting(
      "kafka.prefetchMegabytes", .integer(\.kafka.prefetchMegabytes, 1...2047),
      "memory for commands fetched ahead, of all lanes together; more makes nothing faster unless the brokers are far away"
    ),
    Setting(
      "kafka.socketTimeoutMs", .integer(\.kafka.socketTimeoutMs, 1000...300_000),
      "how long a request waits for its answer before the connection is given up"),
    Setting(
      "kafka.metadataRefreshMs", .integer(\.kafka.metadataRefreshMs, 1000...3_600_000),
      "how often brokers, topics and leaders are asked for again"),
    Setting(
      "kafka.onLostRecords", .choice(\.kafka.onLostRecords),
      "when committed commands are no longer in the log: report them and continue at the oldest record, hold the partition, or stop with exit code 65 (which ends one process of a fleet after the other)"
    ),
    Setting(
      "kafka.onUndecodable", .choice(\.kafka.onUndecodable),
      "when a batch of commands cannot be decompressed within limits.batchBytes: reject its records, hold the partition, or stop with exit code 65"
    ),
    Setting(
      "kafka.onCorrupt", .choice(\.kafka.onCorrupt),
      "when a batch of commands fails its checksum again and again: hold the partition until a good copy is read, or reject its records"
    ),
    Setting(
      "kafka.properties", .properties(\.kafka.properties),
      "properties of librdkafka for every client, as security.protocol or sasl.username"),
    Setting(
      "kafka.consumerProperties", .properties(\.kafka.consumerProperties),
      "properties of librdkafka for consumers; they win over kafka.properties"),
    Setting(
      "kafka.producerProperties", .properties(\.kafka.producerProperties),
      "properties of librdkafka for producers; they win over kafka.properties"),
  ]

  private static let topics = [
    Setting("topics.commands", .text(\.topics.commands, .topic), "topic of the commands"),
    Setting("topics.accepted", .text(\.topics.accepted, .topic), "topic of the accepted results"),
    Setting("topics.rejected", .text(\.topics.rejected, .topic), "topic of the rejected results"),
    Setting(
      "topics.jobs", .text(\.jobsTopic, .topic), "topic in which imports keep their account; workers do not use it"),
  ]

  private static let process = [
    Setting(
      "lanes", .integer(\.lanes, 1...WorkerSettings.lanesMaximum), derivedDefault: "one for each processor",
      "threads, each with a consumer and a transactional producer of its own"),
    Setting(
      "start.deadlineSeconds", .integer(\.start.deadlineSeconds, 0...86_400),
      "how long the start waits for a broker, the topics and the rights; 0 waits forever"),
    Setting(
      "stop.drainSeconds", .integer(\.stop.drainSeconds, 0...3600),
      "how long a stop waits for open transactions; keep it below the supervisor's own patience"),
    Setting(
      "watchdog.seconds", .integer(\.watchdog.seconds, 5...3600),
      "how long a call of librdkafka may take before the process exits 75, to be restarted"),
    Setting(
      "processing.guarantee", .choice(\.processing.guarantee),
      "results and offsets in one transaction (exactly_once), or for clusters without transactions the offsets after the results (at_least_once): after a crash some results come twice, with the same ce_id, and none is lost"
    ),
    Setting(
      "transaction.records", .integer(\.transaction.records, 1...100_000), "results in a transaction, at most"),
    Setting(
      "transaction.intervalMs", .integer(\.transaction.intervalMs, 1...10_000),
      "how long a transaction takes results, at most"),
    Setting(
      "transaction.lingerMs", .integer(\.transaction.lingerMs, 0...1000),
      "how long a transaction waits for more commands when none is waiting"),
    Setting(
      "transaction.timeoutMs", .integer(\.transaction.timeoutMs, 1000...900_000),
      "how old a transaction may get before the brokers abort it; after a crash, readers and the next owner may wait this long"
    ),
  ]

  private static let contract = [
    Setting(
      "unknownFields", .choice(\.rules.unknownFields),
      "members that are not in the field table: reject the command, drop them, or keep them in the customer"),
    Setting(
      "nullFields", .choice(\.rules.nullFields),
      "a null in a field: reject the command, or take the field as absent"),
    Setting(
      "emptyStrings", .choice(\.rules.emptyStrings),
      "an empty string in a field that is no free text: keep it, or take the field as absent"),
    Setting(
      "auth.mode", .choice(\.auth.mode),
      "where the caller's workspace comes from: the command itself (open), or a header of the record (header)"),
    Setting(
      "auth.workspaceHeader", .text(\.auth.workspaceHeader, .headerName),
      "header with the caller's workspace, where auth.mode is header"),
    Setting(
      "commands.eventTypes", .list(\.rules.eventTypes, .name, isEmptyAllowed: false),
      "types of the CloudEvents that are create-customer commands"),
    Setting(
      "limits.commandBytes", .integer(\.rules.limits.commandBytes, 1...100_000_000), "bytes of a command, at most"),
    Setting("limits.depth", .integer(\.rules.limits.depth, 1...256), "objects and arrays inside each other, at most"),
    Setting("limits.members", .integer(\.rules.limits.members, 1...100_000), "members of an object, at most"),
    Setting(
      "limits.nameBytes", .integer(\.rules.limits.nameBytes, 64...1_000_000), "bytes of a member's name, at most"),
    Setting(
      "limits.numberCharacters", .integer(\.rules.limits.numberCharacters, 1...4000), "characters of a number, at most"),
    Setting(
      "limits.errors", .integer(\.rules.limits.errors, 1...1000), "errors in a rejected result; the others are counted"),
    Setting(
      "limits.resultBytes", .integer(\.results.resultBytes, ResultSize.minimum...1_000_000_000),
      "bytes of a result, at most; where a result topic takes less, its max.message.bytes counts"),
    Setting(
      "limits.batchBytes", .integer(\.kafka.batchBytes, 1_000_000...2_147_483_647),
      "bytes of a batch of commands once it is decompressed, at most; only batches that the ordinary consumer refuses come near"
    ),
    Setting(
      "results.mode", .choice(\.results.mode),
      "content mode of the results as CloudEvents: attributes in headers (binary), or around the data (structured)"),
    Setting(
      "results.source", .text(\.results.source, .reference),
      "source of the results as CloudEvents, the same for all replicas"),
    Setting(
      "results.problemBase", .text(\.results.problemBase, .reference),
      "the part of a rejected result's type before the error code: where the reference of codes is served"),
    Setting(
      "results.copyHeaders", .list(\.results.copyHeaders, .copiedHeader, isEmptyAllowed: true),
      "headers of the command that its result gets too, as job ids or tenants"),
  ]

  private static let http = [
    Setting(
      "http.listen", .text(\.http.listen, .listenAddress),
      "address of the port for probes, metrics and the status page; port 0 is any that is free, and off is none; it has no password, so it is for this machine alone unless an address of the network is set"
    )
  ]

  private static let log = [
    Setting("log.level", .choice(\.log.level), "lowest severity that is logged"),
    Setting(
      "log.format", .choice(\.log.format),
      "format of a log line; auto is text on a terminal and JSON elsewhere"),
    Setting(
      "log.summarySeconds", .integer(\.log.summarySeconds, 0...86_400),
      "how often a line sums up what was done; no line when nothing was; 0 is off"),
  ]
}
