internal import CustomerContract
internal import Kafka
internal import Platform
internal import Settings
internal import Telemetry

/// A look, until the start deadline, at what the worker cannot do without: a broker, the three topics, and the rights to them
/// and to the group.
struct StartupCheck {
  let settings: WorkerSettings
  let log: EventLog
  let stop: StopSignal
  /// On the monotonic clock, in milliseconds; nil waits forever.
  let deadline: Int64?
  /// Hears what the start waits for.
  var onDelay: (_ problem: String) -> Void = { _ in }

  func run() throws(StopReason) -> ClusterFacts {
    var connection = try connect()
    var rights = try makeRightsCheck()
    let facts: ClusterFacts?
    do throws(ClusterProblem) {
      facts = try connection.answer(by: deadline, orUntil: stop, onDelay: showDelay) {
        admin, timeout throws(ClusterProblem) in
        let (clusterID, commandPartitions) = try askTopics(admin, timeout)
        if let reason = rights.refusal(timeoutMilliseconds: timeout) {
          throw ClusterProblem(reason: reason, isRefusal: true)
        }
        let resultBytes = try askResultBytes(admin)
        return ClusterFacts(clusterID: clusterID, commandPartitions: commandPartitions, resultBytes: resultBytes)
      }
    } catch {
      let seconds = "start.deadlineSeconds (\(settings.start.deadlineSeconds) s)"
      throw error.isRefusal
        ? .misconfigured("\(error.reason); still so after \(seconds)")
        : .unavailable(
          "no broker of kafka.bootstrapServers (\(settings.kafka.bootstrapServers)) answered within \(seconds):"
            + " \(error.reason)")
    }
    guard let facts else { throw .drained }
    return facts
  }

  private func showDelay(_ problem: String) {
    log.emit(StartDelayed(reason: problem))
    onDelay(problem)
  }

  private func connect() throws(StopReason) -> ClusterConnection {
    do throws(ClusterProblem) {
      return try ClusterConnection(settings)
    } catch {
      throw .misconfigured(error.reason)
    }
  }

  private func makeRightsCheck() throws(StopReason) -> RightsCheck {
    do throws(KafkaError) {
      return try RightsCheck(settings)
    } catch {
      throw .misconfigured("kafka.properties: \(error)")
    }
  }

  private func askTopics(
    _ admin: borrowing AdminClient, _ timeout: Int32
  ) throws(ClusterProblem) -> (clusterID: String, commandPartitions: Int32) {
    let topics = settings.topics
    let names = [
      ("topics.commands", topics.commands), ("topics.accepted", topics.accepted), ("topics.rejected", topics.rejected),
    ]
    let partitions: [TopicPartitionCount]
    let clusterID: String
    do throws(KafkaError) {
      partitions = try admin.partitionCounts(of: names.map(\.1), timeoutMilliseconds: timeout)
      clusterID = try admin.clusterID(timeoutMilliseconds: timeout)
    } catch {
      throw ClusterProblem(reason: error.description, isRefusal: error.code.isPermanent)
    }
    var commandPartitions: Int32 = 0
    for (key, name) in names {
      guard let found = partitions.first(where: { $0.topic == name }), found.error == nil, found.count > 0 else {
        let error = partitions.first { $0.topic == name }?.error
        throw ClusterProblem(
          reason: "\(key): topic \(name) cannot be used (\(error?.description ?? "it has no partitions")); "
            + remedy(error, name == topics.commands ? "Read" : "Write"),
          isRefusal: error?.code.isTransient != true)
      }
      if name == topics.commands { commandPartitions = found.count }
    }
    return (clusterID, commandPartitions)
  }

  /// What mends a topic that cannot be used.
  private func remedy(_ error: KafkaError?, _ operation: String) -> String {
    error?.code == .topicAuthorizationFailed
      ? "give the user \(operation) on the topic"
      : "make it with `customer-worker topics create`, or correct the name"
  }

  private func askResultBytes(_ admin: borrowing AdminClient) throws(ClusterProblem) -> Int {
    let topics = settings.topics
    let results = ResultTopics([topics.accepted, topics.rejected], of: admin, log: log)
    if let topic = results.compacted {
      throw ClusterProblem(
        reason: "topic \(topic): its cleanup.policy is compact, which refuses the result of a command without a key;"
          + " set it to delete",
        isRefusal: true)
    }
    let resultBytes = results.resultBytes(setting: settings.results.resultBytes)
    guard resultBytes >= ResultSize.minimum else {
      throw ClusterProblem(
        reason: "max.message.bytes of topics.accepted or topics.rejected is \(resultBytes);"
          + " set it to \(ResultSize.minimum) bytes or more",
        isRefusal: true)
    }
    return resultBytes
  }
}
