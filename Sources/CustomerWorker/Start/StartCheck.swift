internal import CustomerContract
internal import Kafka
internal import Settings
internal import Telemetry

/// Asks the cluster, until the start deadline, for what the worker cannot do without: a broker, the three topics, and
/// the right to see them.
struct StartCheck {
  /// The smallest `max.message.bytes` of a result topic that holds the smallest result of any command.
  static let resultBytesMinimum = 4096

  let settings: WorkerSettings
  let log: EventLog
  let stop: StopSignal
  /// On the monotonic clock; nil: for ever.
  let deadline: Int64?

  func run() throws(LaneEnd) -> ClusterFacts {
    let admin = try client()
    var reported = ""
    /// Of the connection: the library may tell it in its log alone, and not again within 30 s.
    var refusal: String?
    while true {
      let trouble: Trouble
      do throws(Trouble) {
        return try ask(admin)
      } catch {
        trouble = error
      }
      var lastWord: String?
      admin.drainLog { line in
        guard line.isConnectionTrouble else { return }
        lastWord = line.message
        if line.isAuthenticationFailure { refusal = line.message }
      }
      let isRefusal = trouble.isRefusal || refusal != nil
      let reason = trouble.isRefusal ? trouble.reason : refusal ?? lastWord ?? trouble.reason
      if stop.isRequested { throw .drained }
      if let deadline, MonotonicClock.milliseconds() >= deadline {
        let waited = "within start.deadlineSeconds (\(settings.start.deadlineSeconds) s)"
        throw isRefusal
          ? .misconfigured("\(reason); still so after start.deadlineSeconds (\(settings.start.deadlineSeconds) s)")
          : .unavailable(
            "no broker of kafka.bootstrapServers (\(settings.kafka.bootstrapServers)) answered \(waited): \(reason)")
      }
      if reason != reported {
        log.emit(StartDelayed(reason: reason))
        reported = reason
      }
      MonotonicClock.wait(milliseconds: 200)
    }
  }

  private func client() throws(LaneEnd) -> AdminClient {
    let properties: ClientConfiguration
    do throws(ConfigurationError) {
      properties = try ClientProperties.admin(settings)
    } catch {
      throw .misconfigured("kafka.properties: \(error)")
    }
    do throws(KafkaError) {
      return try AdminClient(properties)
    } catch {
      throw .misconfigured("kafka.properties: \(error)")
    }
  }

  private struct Trouble: Error {
    var reason: String
    var isRefusal: Bool
  }

  private func ask(_ admin: borrowing AdminClient) throws(Trouble) -> ClusterFacts {
    let timeout = Int32(clamping: min(5000, max(500, (deadline ?? .max) - MonotonicClock.milliseconds())))
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
      throw Trouble(reason: error.description, isRefusal: error.code.isPermanent)
    }
    var commandPartitions: Int32 = 0
    for (key, name) in names {
      guard let found = partitions.first(where: { $0.topic == name }), found.error == nil, found.count > 0 else {
        let error = partitions.first { $0.topic == name }?.error
        throw Trouble(
          reason: "\(key): topic \(name) cannot be used (\(error?.description ?? "it has no partitions"));"
            + " make it with `customer-worker topics create`, or correct the name or the rights",
          isRefusal: error?.code.isTransient != true)
      }
      if name == topics.commands { commandPartitions = found.count }
    }
    let resultBytes = ResultLimit.read(
      admin, topics: [topics.accepted, topics.rejected], setting: settings.limits.resultBytes, log: log)
    guard resultBytes >= Self.resultBytesMinimum else {
      throw Trouble(
        reason: "max.message.bytes of topics.accepted or topics.rejected is \(resultBytes);"
          + " set it to \(Self.resultBytesMinimum) bytes or more",
        isRefusal: true)
    }
    return ClusterFacts(clusterID: clusterID, commandPartitions: commandPartitions, resultBytes: resultBytes)
  }
}
