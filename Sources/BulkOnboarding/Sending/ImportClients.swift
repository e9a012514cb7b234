internal import CustomerContract
internal import CustomerWorker
internal import Kafka
internal import Settings

/// The librdkafka properties of an import's clients: ours, then the user's, which the settings have checked.
enum ImportClients {
  static func transactionalID(_ job: JobName, _ settings: WorkerSettings) -> String {
    // A slash cannot stand in the name of a worker's instance, so that no worker has this id.
    "\(settings.kafka.groupId)/import/\(job)"
  }

  static func producer(_ settings: WorkerSettings, _ job: JobName) throws(ConfigurationError) -> ClientConfiguration {
    var client = try ClientProperties.common(settings)
    try client.set("transactional.id", transactionalID(job, settings))
    try client.set("transaction.timeout.ms", String(JobPlan.transactionTimeoutMilliseconds))
    // The partitioner of Kafka's own producers: a key is in the same partition, whoever sends it.
    try client.set("partitioner", "murmur2_random")
    // A command at its limit, with its key and headers.
    try client.set("message.max.bytes", String(max(1_000_000, settings.rules.limits.commandBytes + 100_000)))
    try client.set("batch.size", "1000000")
    try client.set("batch.num.messages", "10000")
    try client.set("queue.buffering.max.messages", "200000")
    // The flush before the commit sends what waits, and before it goes what fills a batch.
    try client.set("linger.ms", "1000")
    try client.set("retry.backoff.ms", "5")
    for property in settings.kafka.properties(for: .producer) { try client.set(property.name, property.value) }
    return client
  }

  /// A client that asks: its answers count records of open transactions too.
  static func observer(_ settings: WorkerSettings) throws(ConfigurationError) -> ClientConfiguration {
    var client = try consumer(settings)
    try client.set("isolation.level", "read_uncommitted")
    return client
  }

  static func jobs(_ settings: WorkerSettings) throws(ConfigurationError) -> ClientConfiguration {
    var client = try consumer(settings)
    try client.set("isolation.level", "read_committed")
    return client
  }

  static func results(_ settings: WorkerSettings) throws(ConfigurationError) -> ClientConfiguration {
    var client = try jobs(settings)
    // With 16 MB the rate is 1.6 times lower.
    try client.set("queued.max.messages.kbytes", "131072")
    try client.setWhereKnown("fetch.queue.backoff.ms", "10")
    try client.set("queued.min.messages", "1000000")
    return client
  }

  private static func consumer(_ settings: WorkerSettings) throws(ConfigurationError) -> ClientConfiguration {
    var client = try ClientProperties.common(settings)
    try client.set("enable.partition.eof", "true")
    try client.set("auto.offset.reset", "earliest")
    try client.set("fetch.wait.max.ms", "100")
    try client.set("check.crcs", "true")
    for property in settings.kafka.properties(for: .consumer) { try client.set(property.name, property.value) }
    return client
  }
}
