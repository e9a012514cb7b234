internal import CustomerContract
internal import Kafka
internal import Platform
package import Settings

/// Asks a cluster for everything that the worker needs of it: before the worker runs, or beside it.
///
/// It joins no group, produces nothing and commits nothing. Of the transactional ids it uses one that no lane has.
package struct ClusterCheck {
  /// How long the answer to a question is waited for.
  static let questionMilliseconds: Int32 = 10_000

  let settings: WorkerSettings
  /// How long a transaction has to stay open to be called hanging.
  let hangingMilliseconds: Int64
  let report: (ClusterFinding) -> Void

  /// - Parameter report: gets each finding as soon as it is known.
  package init(
    _ settings: WorkerSettings, hangingMilliseconds: Int64 = 10_000, report: @escaping (ClusterFinding) -> Void
  ) {
    self.settings = settings
    self.hangingMilliseconds = hangingMilliseconds
    self.report = report
  }

  package func run() {
    do throws(ClusterProblem) {
      var connection = try ClusterConnection(settings)
      try askBrokers(&connection)
      let topics = askTopics(connection.admin)
      askTopicSettings(connection.admin, of: topics)
      let mayAskGroup = askReading(topics)
      askTransactions()
      askRights(connection.admin, to: topics, group: mayAskGroup)
      askImports(connection.admin, to: topics)
      askOpenTransactions(of: topics)
    } catch {
      let servers = settings.kafka.bootstrapServers
      report(
        error.isRefusal
          ? ClusterFinding(
            .fault, "kafka.bootstrapServers",
            "\(servers) refuses this client: \(error.reason); check the security, sasl and ssl properties among kafka.properties"
          )
          : ClusterFinding(
            .noAnswer, "kafka.bootstrapServers",
            "no broker of \(servers) answers: \(error.reason); check the addresses, or try again when the brokers are up"
          ))
    }
  }

  /// A client of each kind is made as the worker makes it, so what connects it is the same for all.
  private func askBrokers(_ connection: inout ClusterConnection) throws(ClusterProblem) {
    let seconds = settings.start.deadlineSeconds
    let deadline = MonotonicClock.milliseconds() + Int64(seconds == 0 ? 60 : seconds) * 1000
    let answer = try connection.answer(by: deadline, orUntil: StopSignal(), endsOnRefusal: true, onDelay: { _ in }) {
      admin, timeout throws(ClusterProblem) -> (brokers: Int, clusterID: String) in
      do throws(KafkaError) {
        return try (
          admin.brokerCount(timeoutMilliseconds: timeout), admin.clusterID(timeoutMilliseconds: timeout)
        )
      } catch {
        throw ClusterProblem(reason: error.description, isRefusal: error.code.isPermanent)
      }
    }
    guard let (brokers, clusterID) = answer else { return }
    report(
      ClusterFinding(
        .ok, "kafka.bootstrapServers", "\(count(brokers, "broker")) of cluster \(clusterID), over \(security)"))
  }

  private var security: String {
    let properties = settings.kafka.properties
    let security = properties["security.protocol"]?.uppercased() ?? "PLAINTEXT"
    guard security.hasPrefix("SASL") else { return security }
    return "\(security) with \(properties["sasl.mechanisms"] ?? properties["sasl.mechanism"] ?? "GSSAPI")"
  }

  /// The number with its noun.
  func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  /// Reports an answer that is an error.
  func report(_ error: KafkaError, of subject: String) {
    report(
      ClusterFinding(
        error.code.isPermanent || !(error.isRetriable || error.code.isTransient) ? .fault : .noAnswer, subject,
        error.descriptionWithRemedy))
  }
}
