internal import CustomerContract
internal import Kafka
internal import Settings

/// What every lane of the process is made from: the settings, in the types of the modules that use them, and what the
/// start learned of the cluster.
struct LaneConfiguration: Sendable {
  private let consumer: ClientConfiguration
  let bounds: TransactionBounds
  let rules: Rules
  let format: ResultFormat
  let clusterID: String
  /// The largest result record, in bytes.
  let resultBytes: Int
  let stopsOnLostRecords: Bool
  private let settings: WorkerSettings
  private let processName: String
  /// On the monotonic clock; nil: for ever.
  private let deadline: Int64?

  init(
    settings: WorkerSettings, processName: String, clusterID: String, resultBytes: Int, deadline: Int64?
  ) throws(ConfigurationError) {
    self.settings = settings
    self.processName = processName
    self.clusterID = clusterID
    self.resultBytes = resultBytes
    self.deadline = deadline
    consumer = try ClientProperties.consumer(settings)
    bounds = TransactionBounds(
      records: settings.transaction.records, bytes: 16 << 20,
      intervalMilliseconds: Int64(settings.transaction.intervalMs),
      lingerMilliseconds: Int64(settings.transaction.lingerMs), restMilliseconds: 3,
      unansweredMilliseconds: settings.processing.guarantee == .exactlyOnce
        ? Int64(settings.transaction.timeoutMs) : nil)
    rules = settings.rules
    format = settings.results
    stopsOnLostRecords = settings.kafka.onLostRecords == .stop
  }

  var commandTopic: String { settings.topics.commands }
  var accepted: String { settings.topics.accepted }
  var rejected: String { settings.topics.rejected }
  var groupID: String { settings.kafka.groupId }
  var sessionMilliseconds: Int64 { Int64(settings.kafka.sessionTimeoutMs) }

  func instanceID(lane: Int) -> String? {
    settings.kafka.instanceId.map { "\($0)-\(lane)" }
  }

  func makeConsumer(lane: Int) throws(KafkaError) -> Consumer {
    try Consumer(consumer, groupID: groupID, instanceID: instanceID(lane: lane))
  }

  /// Results and offsets are one transaction.
  var isExactlyOnce: Bool { settings.processing.guarantee == .exactlyOnce }

  /// The properties of a lane's producer; its `transactional.id` is the same after each renewal and, where
  /// `kafka.instanceId` is set, after each restart.
  func producer(lane: Int, resultBytes: Int, isIsolating: Bool) throws(KafkaError) -> ClientConfiguration {
    do throws(ConfigurationError) {
      return try ClientProperties.producer(
        settings, transactionalID: isExactlyOnce ? "\(groupID)-\(processName)-\(lane)" : nil,
        resultBytes: resultBytes, isIsolating: isIsolating)
    } catch {
      throw KafkaError(
        code: .invalidConfiguration, message: error.description, isFatal: true, isRetriable: false, requiresAbort: false
      )
    }
  }

  func admin() throws(KafkaError) -> AdminClient {
    let properties: ClientConfiguration
    do throws(ConfigurationError) {
      properties = try ClientProperties.admin(settings)
    } catch {
      throw KafkaError(
        code: .invalidConfiguration, message: error.description, isFatal: true, isRetriable: false, requiresAbort: false
      )
    }
    return try AdminClient(properties)
  }

  func commandPartition(_ partition: Int32) -> TopicPartition {
    TopicPartition(topic: commandTopic, partition: partition)
  }

  func offset(_ position: Position) -> TopicPartitionOffset {
    TopicPartitionOffset(commandPartition(position.partition), offset: position.offset)
  }

  /// How long a lane bears a missing right or topic: until the start deadline, and later for as long again.
  var refusals: ClusterRefusals {
    let seconds = Int64(settings.start.deadlineSeconds)
    return ClusterRefusals(startDeadline: deadline, patienceMilliseconds: seconds == 0 ? nil : seconds * 1000)
  }
}
