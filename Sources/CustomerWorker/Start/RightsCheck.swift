internal import CustomerContract
internal import Kafka
internal import Settings

/// A look at whether the worker may read its group's offsets and the command topic.
///
/// It finds refusals, nothing else: a coordinator or a leader that is away is waited for by the lanes. It joins no group and
/// commits nothing. Used on one thread.
struct RightsCheck: ~Copyable {
  private static let groupMilliseconds: Int32 = 500
  private static let fetchMilliseconds: Int32 = 1500

  private let settings: WorkerSettings
  private var consumer: Consumer
  /// The library reports a refused group or topic once, and not again while it stays refused.
  private var groupRefusal: KafkaError?
  private var topicRefusal: KafkaError?
  /// Whether the group has given its offset.
  private(set) var hasReadGroup = false
  /// Whether the end of the command topic was read.
  private(set) var hasReadTopic = false

  init(_ settings: WorkerSettings) throws(KafkaError) {
    self.settings = settings
    consumer = try Consumer(Self.properties(settings), groupID: settings.kafka.groupId)
  }

  private static func properties(_ settings: WorkerSettings) throws(KafkaError) -> ClientConfiguration {
    do throws(ConfigurationError) {
      var properties = try ClientProperties.consumer(settings)
      try properties.set("enable.partition.eof", "true")
      // A predecessor's open transaction keeps its offsets from those who read stable ones, whatever their rights.
      try properties.set("isolation.level", "read_uncommitted")
      return properties
    } catch {
      throw KafkaError(code: .invalidConfiguration, message: error.description)
    }
  }

  /// Asks for the group's offsets and for the end of the command topic; returns what is refused.
  mutating func refusal(timeoutMilliseconds: Int32) -> String? {
    let partition = TopicPartition(topic: settings.topics.commands, partition: 0)
    do throws(KafkaError) {
      try askGroup(partition, timeoutMilliseconds)
      // Else a second passes before the first fetch of a topic that this consumer does not know.
      _ = try consumer.partitionCount(of: partition.topic, timeoutMilliseconds: timeoutMilliseconds)
      try consumer.assign([TopicPartitionOffset(partition, offset: LogicalOffset.end)])
      hear(timeoutMilliseconds: Self.fetchMilliseconds)
      try consumer.unassign()
    } catch {
      if error.code.isPermanent { return describe(error) }
    }
    return groupProblem ?? topicProblem
  }

  /// What is refused of the group, and what mends it; nil when nothing is known to be.
  var groupProblem: String? { groupRefusal.map { describe($0) } }

  /// What is refused of the command topic, and what mends it; nil when nothing is known to be.
  var topicProblem: String? { topicRefusal.map { describe($0) } }

  /// Asks for the group's offset of a partition, again and again until there is an answer, a refusal, or no more time.
  private mutating func askGroup(_ partition: TopicPartition, _ timeoutMilliseconds: Int32) throws(KafkaError) {
    var left = timeoutMilliseconds
    while true {
      do throws(KafkaError) {
        // In small steps: a refusal comes as an event, and a question from before the coordinator was found may get lost.
        _ = try consumer.committed([partition], timeoutMilliseconds: min(left, Self.groupMilliseconds))
        groupRefusal = nil
        hasReadGroup = true
        return
      } catch {
        hear(timeoutMilliseconds: 0)
        left -= Self.groupMilliseconds
        if groupRefusal != nil || left <= 0 || !error.code.isTransient { throw error }
      }
    }
  }

  /// Hears what waits, for up to that long for each event, until there is an answer about the topic.
  private mutating func hear(timeoutMilliseconds: Int32) {
    // A partition gives a few events at most, and the log a few lines.
    for _ in 0..<20 {
      switch consumer.poll(timeoutMilliseconds: timeoutMilliseconds) {
      case .none: return
      case .partitionEnd: return topicAnswered()
      case .record: return topicAnswered()
      case .partitionError(_, _, let error):
        guard error.code == .topicAuthorizationFailed else { break }
        return topicRefusal = error
      case .error(let error):
        if error.code == .groupAuthorizationFailed { groupRefusal = error }
        if error.code == .topicAuthorizationFailed { topicRefusal = error }
      case .assigned: break
      case .revoked: break
      case .log: break
      case .statistics: break
      }
    }
  }

  private mutating func topicAnswered() {
    topicRefusal = nil
    hasReadTopic = true
  }

  private func describe(_ error: KafkaError) -> String {
    switch error.code {
    case .groupAuthorizationFailed:
      "kafka.groupId: the user has no right to the group \(settings.kafka.groupId) (\(error)); give it Read on the group"
    case .topicAuthorizationFailed:
      "topics.commands: the user may not read \(settings.topics.commands) (\(error)); give it Read on the topic"
    default: error.description
    }
  }
}
