package import Kafka
package import Settings

/// The librdkafka properties of each client: ours, then the user's, which the settings have checked.
package enum ClientProperties {
  static func consumer(_ settings: WorkerSettings) throws(ConfigurationError) -> ClientConfiguration {
    var client = try common(settings)
    try client.set("session.timeout.ms", String(settings.kafka.sessionTimeoutMs))
    try client.set("heartbeat.interval.ms", String(min(3000, settings.kafka.sessionTimeoutMs / 3)))
    try client.set("partition.assignment.strategy", settings.kafka.assignmentStrategy.joined(separator: ","))
    try client.set("isolation.level", "read_committed")
    // A committed offset that the log has lost must be counted, so the lane finds the start in such a partition itself.
    try client.set("auto.offset.reset", "error")
    try client.set("enable.partition.eof", "false")
    // Without it a byte that was flipped on a disk or on the way is delivered as good.
    try client.set("check.crcs", "true")
    try client.set("fetch.wait.max.ms", "100")
    try client.set(
      "queued.max.messages.kbytes", String(max(1024, settings.kafka.prefetchMegabytes * 1024 / settings.lanes)))
    // The pause of a fetch that has reached the bound, 1 s by default. Where it is unknown, `FetchQueueWakeup` ends the pause.
    try client.setWhereKnown("fetch.queue.backoff.ms", "10")
    // Only the bytes bound the prefetch, not 100,000 records.
    try client.set("queued.min.messages", "1000000")
    for property in settings.kafka.properties(for: .consumer) { try client.set(property.name, property.value) }
    return client
  }

  /// The properties of a side consumer, which reads what the consumer of the group cannot decompress.
  ///
  /// - Parameter batchBytes: the most that a batch may take when it is decompressed.
  static func sideConsumer(
    _ settings: WorkerSettings, batchBytes: Int
  ) throws(ConfigurationError) -> ClientConfiguration {
    var client = try consumer(settings)
    try client.set("enable.partition.eof", "true")
    try client.set("receive.message.max.bytes", String(batchBytes))
    // One batch at a time, and none ahead.
    try client.set("fetch.message.max.bytes", "1")
    try client.set("queued.min.messages", "1")
    try client.set("fetch.error.backoff.ms", "1")
    return client
  }

  /// - Parameters:
  ///   - transactionalID: nil for a producer without transactions.
  ///   - resultBytes: the largest record that the result topics take. The broker's limit is one of batches, so it
  ///     bounds them too.
  ///   - isIsolating: one record a batch, so that a refusal names its record.
  static func producer(
    _ settings: WorkerSettings, transactionalID: String?, resultBytes: Int, isIsolating: Bool
  ) throws(ConfigurationError) -> ClientConfiguration {
    var client = try common(settings)
    if let transactionalID {
      try client.set("transactional.id", transactionalID)
      try client.set("transaction.timeout.ms", String(settings.transaction.timeoutMs))
    } else {
      try client.set("enable.idempotence", "true")
    }
    try client.set("message.max.bytes", String(resultBytes))
    try client.set("batch.size", String(resultBytes))
    try client.set("batch.num.messages", isIsolating ? "1" : "10000")
    // More than a transaction holds, so that a full queue never waits for its own commit.
    try client.set("queue.buffering.max.messages", String(max(200_000, 2 * settings.transaction.records)))
    // The commit sends what waits, and before it goes what fills a batch: sent sooner, there are more requests than the
    // broker takes at a time; see `InFlightBatches`.
    try client.set("linger.ms", String(min(1000, settings.transaction.timeoutMs / 2)))
    // How long AddOffsetsToTxn waits while the markers of the last transaction are being written.
    try client.set("retry.backoff.ms", "5")
    for property in settings.kafka.properties(for: .producer) { try client.set(property.name, property.value) }
    return client
  }

  static func admin(_ settings: WorkerSettings) throws(ConfigurationError) -> ClientConfiguration {
    var client = try common(settings)
    for (name, value) in settings.kafka.properties.sorted(by: { $0.key < $1.key }) { try client.set(name, value) }
    return client
  }

  /// The properties that every client has; the user's are not among them.
  package static func common(_ settings: WorkerSettings) throws(ConfigurationError) -> ClientConfiguration {
    var client = ClientConfiguration()
    try client.set("bootstrap.servers", settings.kafka.bootstrapServers)
    try client.set("client.id", "customer-worker")
    try client.set("socket.timeout.ms", String(settings.kafka.socketTimeoutMs))
    try client.set("topic.metadata.refresh.interval.ms", String(settings.kafka.metadataRefreshMs))
    try client.set("reconnect.backoff.max.ms", "1000")
    // Nagle's algorithm costs each small request 40 ms; it is on by default (librdkafka #4986, before 2.10).
    try client.set("socket.nagle.disable", "true")
    try client.set("socket.keepalive.enable", "true")
    try client.setWhereKnown("enable.metrics.push", "false")
    return client
  }
}
