internal import CustomerContract
internal import Kafka
internal import Platform
internal import Settings
internal import Telemetry

/// Asks the cluster, until the start deadline, for what the worker cannot do without: a broker, the three topics, and
/// the right to see them.
struct StartCheck {
  let settings: WorkerSettings
  let log: EventLog
  let stop: StopSignal
  /// On the monotonic clock; nil: forever.
  let deadline: Int64?

  func run() throws(StopReason) -> ClusterFacts {
    var connection = try connect()
    let facts: ClusterFacts?
    do throws(ClusterProblem) {
      facts = try connection.answer(by: deadline, orUntil: stop, onDelay: { log.emit(StartDelayed(reason: $0)) }, ask)
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

  private func connect() throws(StopReason) -> ClusterConnection {
    do throws(ClusterProblem) {
      return try ClusterConnection(settings)
    } catch {
      throw .misconfigured(error.reason)
    }
  }

  private func ask(_ admin: borrowing AdminClient, _ timeout: Int32) throws(ClusterProblem) -> ClusterFacts {
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
          reason: "\(key): topic \(name) cannot be used (\(error?.description ?? "it has no partitions"));"
            + " make it with `customer-worker topics create`, or correct the name or the rights",
          isRefusal: error?.code.isTransient != true)
      }
      if name == topics.commands { commandPartitions = found.count }
    }
    let resultBytes = ResultLimit.read(
      admin, topics: [topics.accepted, topics.rejected], setting: settings.results.resultBytes, log: log)
    guard resultBytes >= LaneSettings.resultBytesMinimum else {
      throw ClusterProblem(
        reason: "max.message.bytes of topics.accepted or topics.rejected is \(resultBytes);"
          + " set it to \(LaneSettings.resultBytesMinimum) bytes or more",
        isRefusal: true)
    }
    return ClusterFacts(clusterID: clusterID, commandPartitions: commandPartitions, resultBytes: resultBytes)
  }
}
