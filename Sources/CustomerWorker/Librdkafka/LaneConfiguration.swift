internal import CustomerContract
internal import Kafka
internal import Settings
internal import Telemetry

/// The settings that lanes and their clients are made from, and what the start learned of the cluster.
///
/// It gives them in the types of the modules that use them.
struct LaneConfiguration: Sendable {
  /// The bytes of results that a lane holds until they are committed.
  private static let transactionBytes = 16 << 20
  private static let pauseAfterCommitMilliseconds: Int64 = 3

  private let settings: WorkerSettings
  private let consumer: ClientConfiguration
  private let processName: String
  private let facts: ClusterFacts
  /// On the monotonic clock; nil: forever.
  private let deadline: Int64?

  /// - Parameter processName: the process's part of its transactional ids; the same after a restart where
  ///   `kafka.instanceId` is set.
  init(
    settings: WorkerSettings, processName: String, facts: ClusterFacts, deadline: Int64?
  ) throws(ConfigurationError) {
    self.settings = settings
    self.processName = processName
    self.facts = facts
    self.deadline = deadline
    var consumer = try ClientProperties.consumer(settings)
    // Those of the producer would cost 3 % of its CPU.
    try consumer.set("statistics.interval.ms", String(LaneStatistics.intervalMilliseconds))
    self.consumer = consumer
  }

  var commandTopic: String { settings.topics.commands }
  var accepted: String { settings.topics.accepted }
  var rejected: String { settings.topics.rejected }

  private var guarantee: Guarantee {
    switch settings.processing.guarantee {
    case .exactlyOnce: .exactlyOnce
    case .atLeastOnce: .atLeastOnce
    }
  }

  var isExactlyOnce: Bool { guarantee == .exactlyOnce }

  private var onLostRecords: LaneSettings.LostRecords {
    switch settings.kafka.onLostRecords {
    case .continue: .goOn
    case .hold: .hold
    case .stop: .stop
    }
  }

  private var unreadable: BlockedPartitions.Policy {
    var policy = BlockedPartitions.Policy()
    policy.undecodable =
      switch settings.kafka.onUndecodable {
      case .reject: .reject
      case .hold: .hold
      case .stop: .stop
      }
    policy.rejectsCorrupt = settings.kafka.onCorrupt == .reject
    return policy
  }

  var isStatic: Bool { settings.kafka.instanceId != nil }

  private func instanceID(lane: Int) -> String? {
    settings.kafka.instanceId.map { "\($0)-\(lane)" }
  }

  func lane(_ number: Int) -> LaneSettings {
    let patience = Int64(settings.start.deadlineSeconds) * 1000
    return LaneSettings(
      commandTopic: commandTopic, guarantee: guarantee,
      limits: TransactionLimits(
        records: settings.transaction.records, bytes: Self.transactionBytes,
        intervalMilliseconds: Int64(settings.transaction.intervalMs),
        lingerMilliseconds: Int64(settings.transaction.lingerMs),
        pauseAfterCommitMilliseconds: Self.pauseAfterCommitMilliseconds,
        endTimeoutMilliseconds: isExactlyOnce ? Int64(settings.transaction.timeoutMs) : nil),
      startDeadline: deadline, patienceMilliseconds: patience == 0 ? nil : patience,
      instanceID: instanceID(lane: number), sessionMilliseconds: Int64(settings.kafka.sessionTimeoutMs),
      clusterID: facts.clusterID, commandPartitions: facts.commandPartitions, resultBytes: facts.resultBytes,
      onLostRecords: onLostRecords, unreadable: unreadable)
  }

  private static func invalid(_ error: ConfigurationError) -> KafkaError {
    KafkaError(
      code: .invalidConfiguration, message: error.description, isFatal: true, isRetriable: false, requiresAbort: false)
  }

  func makeProcessor() -> CommandProcessor {
    CommandProcessor(rules: settings.rules, format: settings.results)
  }

  func makeConsumer(lane: Int) throws(KafkaError) -> Consumer {
    try Consumer(consumer, groupID: settings.kafka.groupId, instanceID: instanceID(lane: lane))
  }

  func makeRightsCheck() throws(KafkaError) -> RightsCheck { try RightsCheck(settings) }

  /// Makes a consumer for the batches that a lane's own one cannot decompress.
  func makeSideConsumer() throws(KafkaError) -> SideConsumer {
    let properties: ClientConfiguration
    do throws(ConfigurationError) {
      properties = try ClientProperties.sideConsumer(settings, batchBytes: settings.kafka.batchBytes)
    } catch {
      throw Self.invalid(error)
    }
    return try SideConsumer(properties, groupID: settings.kafka.groupId)
  }

  /// The properties of a lane's producer.
  func producer(lane: Int, resultBytes: Int, isIsolating: Bool) throws(KafkaError) -> ClientConfiguration {
    do throws(ConfigurationError) {
      let id = TransactionalID(group: settings.kafka.groupId, process: processName, lane: lane).text
      return try ClientProperties.producer(
        settings, transactionalID: isExactlyOnce ? id : nil, resultBytes: resultBytes, isIsolating: isIsolating)
    } catch {
      throw Self.invalid(error)
    }
  }

  func admin() throws(KafkaError) -> AdminClient {
    let properties: ClientConfiguration
    do throws(ConfigurationError) {
      properties = try ClientProperties.admin(settings)
    } catch {
      throw Self.invalid(error)
    }
    return try AdminClient(properties)
  }

  func readResultLimit(log: EventLog) throws(KafkaError) -> Int {
    ResultTopics([accepted, rejected], of: try admin(), log: log).resultBytes(setting: facts.resultBytes)
  }
}
