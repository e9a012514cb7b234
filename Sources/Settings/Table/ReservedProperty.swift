/// A row of the table of librdkafka's properties that are not taken: one that would break the promise of exactly one
/// result, one that would keep the worker from starting, or one that is a setting of ours.
struct ReservedProperty: Sendable {
  /// The property and its other names.
  let names: [String]
  /// The end of a sentence that begins with its name.
  let reason: String
  /// The key of the setting to use instead.
  var setting: String?

  init(_ names: String..., reason: String, setting: String? = nil) {
    self.names = names
    self.reason = reason
    self.setting = setting
  }

  /// The row of a property; nil for one that is taken.
  ///
  /// librdkafka takes the names of topics' properties with `topic.` before them, too.
  static func named(_ name: String) -> ReservedProperty? {
    if let row = all.first(where: { $0.names.contains(name) }) { return row }
    return name.hasPrefix(topicPrefix) ? named(String(name.dropFirst(topicPrefix.count))) : nil
  }

  private static let topicPrefix = "topic."

  static let all = ofSettings + ofConsumer + ofProducer + ofProcess

  private static let ofSettings = [
    ReservedProperty(
      "bootstrap.servers", "metadata.broker.list", reason: "is a setting of its own", setting: "kafka.bootstrapServers"),
    ReservedProperty("group.id", reason: "is a setting of its own", setting: "kafka.groupId"),
    ReservedProperty(
      "group.instance.id", reason: "is made from the replica's name and the lane", setting: "kafka.instanceId"),
    ReservedProperty(
      "transactional.id", reason: "is made from the group, the replica's name and the lane", setting: "kafka.instanceId"
    ),
    ReservedProperty("session.timeout.ms", reason: "is a setting of its own", setting: "kafka.sessionTimeoutMs"),
    ReservedProperty(
      "heartbeat.interval.ms", reason: "must be a part of the session timeout", setting: "kafka.sessionTimeoutMs"),
    ReservedProperty(
      "partition.assignment.strategy", reason: "is a setting of its own", setting: "kafka.assignmentStrategy"),
    ReservedProperty(
      "queued.max.messages.kbytes", reason: "is each lane's part of a setting", setting: "kafka.prefetchMegabytes"),
    ReservedProperty("socket.timeout.ms", reason: "is a setting of its own", setting: "kafka.socketTimeoutMs"),
    ReservedProperty(
      "topic.metadata.refresh.interval.ms", reason: "is a setting of its own", setting: "kafka.metadataRefreshMs"),
    ReservedProperty(
      "transaction.timeout.ms", reason: "is a setting of its own", setting: "transaction.timeoutMs"),
    ReservedProperty(
      "message.timeout.ms", "delivery.timeout.ms",
      reason: "is the transaction's time-out: a result lives as long as it",
      setting: "transaction.timeoutMs"),
    ReservedProperty(
      "message.max.bytes", "batch.size", reason: "is the bound of a result, so that no broker refuses one",
      setting: "limits.resultBytes"),
    ReservedProperty("log_level", reason: "is a setting of its own", setting: "log.level"),
  ]

  private static let ofConsumer = [
    ReservedProperty(
      "enable.auto.commit", "auto.commit.enable", "auto.commit.interval.ms",
      reason: "would commit offsets outside the transaction that has their results"),
    ReservedProperty(
      "enable.auto.offset.store", "offset.store.method", "offset.store.path", "offset.store.sync.interval.ms",
      reason: "would store offsets outside the transaction that has their results"),
    ReservedProperty("isolation.level", reason: "must be read_committed: an aborted command is no command"),
    ReservedProperty(
      "auto.offset.reset", reason: "must be the worker's: it counts lost records and skips none",
      setting: "kafka.onLostRecords"),
    ReservedProperty(
      "group.protocol", "group.protocol.type", "group.remote.assignor",
      reason: "must be the classic protocol: the worker hands partitions over by it"),
    ReservedProperty("check.crcs", reason: "must be on: without it a flipped byte is delivered as good"),
    ReservedProperty(
      "enable.partition.eof", reason: "must be off: some versions move the position at the end of a partition"),
    ReservedProperty(
      "topic.blacklist", reason: "could hide a topic of the worker's, which would then wait forever"),
    ReservedProperty(
      "allow.auto.create.topics",
      reason: "would let a mistyped topic come into being; make topics with `customer-worker topics create`"),
  ]

  private static let ofProducer = [
    ReservedProperty("acks", "request.required.acks", reason: "must be all: fewer can lose a committed result"),
    ReservedProperty("enable.idempotence", reason: "must be on: transactions need it"),
    ReservedProperty(
      "enable.gapless.guarantee", reason: "must be off: a lost batch aborts its transaction, and all is sent again"),
    ReservedProperty(
      "retries", "message.send.max.retries", reason: "must have no bound but the transaction's time-out"),
    ReservedProperty(
      "max.in.flight.requests.per.connection", "max.in.flight",
      reason: "must be what transactions allow, which librdkafka sets"),
    ReservedProperty("queuing.strategy", reason: "must be fifo: results are in the order of their commands"),
    ReservedProperty(
      "queue.buffering.backpressure.threshold", reason: "must be 1: transactions need it"),
    ReservedProperty(
      "queue.buffering.max.messages", "queue.buffering.max.kbytes",
      reason: "must hold a whole transaction, or it would wait for its own commit", setting: "transaction.records"),
    ReservedProperty(
      "batch.num.messages", reason: "must be the worker's: one record a batch shows which one a broker refuses"),
    ReservedProperty(
      "delivery.report.only.error", reason: "must be off: the worker counts every delivery"),
  ]

  private static let ofProcess = [
    ReservedProperty(
      "socket.max.fails",
      reason: "must be 1: a connection that is kept after a lost request hides that the request may come late"),
    ReservedProperty(
      "log.queue", "log.thread.name", "log.connection.close",
      reason: "must be the worker's: it learns of lost connections from the library's log", setting: "log.level"),
    ReservedProperty("enabled_events", reason: "must be the worker's: it serves the events that it knows"),
    ReservedProperty(
      "statistics.interval.ms", reason: "must be the worker's: it reads the statistics of its consumers"),
    ReservedProperty("internal.termination.signal", reason: "must be off: signals stop the worker"),
    ReservedProperty(
      "api.version.request", "api.version.fallback.ms", "broker.version.fallback",
      reason: "must be the default: transactions need what the brokers say of their versions"),
    ReservedProperty("builtin.features", reason: "says what the library was built with, and cannot be set"),
    ReservedProperty(
      "plugin.library.paths", "interceptors", reason: "would let foreign code change records and offsets"),
    ReservedProperty(
      "test.mock.num.brokers", "test.mock.broker.rtt",
      reason: "would replace the brokers by a mock cluster; `customer-worker demo` has one"),
  ]
}
