package import Kafka
package import Platform
package import Settings

/// A client for questions to the cluster, which are asked until they are answered.
package struct ClusterConnection: ~Copyable {
  package let admin: AdminClient
  /// The library's word on a refused connection. The library may say it in its log alone, and not again within 30 s.
  private var refusal: String?
  /// The end of a refusal where the library cannot use the settings' mechanism; empty where it can.
  private let hint: String

  private static let pauseMilliseconds: Int64 = 200

  package init(_ settings: WorkerSettings) throws(ClusterProblem) {
    let mechanism = ["sasl.mechanisms", "sasl.mechanism"].compactMap { settings.kafka.properties[$0] }.last ?? ""
    hint =
      SCRAM.problem(of: mechanism, Librdkafka.versionNumber).map { "; the mechanism \($0); \(SCRAM.remedy)" } ?? ""
    let properties: ClientConfiguration
    do throws(ConfigurationError) {
      properties = try ClientProperties.admin(settings)
    } catch {
      throw ClusterProblem(reason: "kafka.properties: \(error)", isRefusal: true)
    }
    do throws(KafkaError) {
      admin = try AdminClient(properties)
    } catch {
      throw ClusterProblem(reason: "kafka.properties: \(error)", isRefusal: true)
    }
  }

  /// Asks until there is an answer; nil when the process was asked to stop before.
  ///
  /// - Parameters:
  ///   - deadline: on the monotonic clock, in milliseconds; nil waits forever.
  ///   - endsOnRefusal: whether a refusal is thrown at once: nobody is going to mend what it is about meanwhile.
  ///   - onDelay: is told why there is no answer yet, once for each reason in a row.
  ///   - ask: gets the client and the milliseconds that one question may take.
  /// - Throws: the last problem, at the deadline. A refusal of the connection stays known whatever later attempts say.
  package mutating func answer<Answer>(
    by deadline: Int64?, orUntil stop: StopSignal, endsOnRefusal: Bool = false, onDelay: (String) -> Void,
    _ ask: (borrowing AdminClient, _ timeoutMilliseconds: Int32) throws(ClusterProblem) -> Answer
  ) throws(ClusterProblem) -> Answer? {
    var reported = ""
    while true {
      let left = (deadline ?? .max) - MonotonicClock.milliseconds()
      let problem: ClusterProblem
      do throws(ClusterProblem) {
        return try ask(admin, Int32(clamping: min(5000, max(500, left))))
      } catch {
        problem = explain(error)
      }
      if stop.isRequested { return nil }
      if endsOnRefusal, problem.isRefusal { throw problem }
      if let deadline, MonotonicClock.milliseconds() >= deadline { throw problem }
      if problem.reason != reported {
        onDelay(problem.reason)
        reported = problem.reason
      }
      MonotonicClock.wait(milliseconds: Self.pauseMilliseconds)
    }
  }

  /// The problem with what the library's log says of its cause.
  private mutating func explain(_ problem: ClusterProblem) -> ClusterProblem {
    var lastWord: String?
    var refusal = refusal
    admin.drainLog { line in
      guard line.isConnectionTrouble else { return }
      lastWord = line.message
      if line.isAuthenticationFailure { refusal = line.message + hint }
    }
    self.refusal = refusal
    if problem.isRefusal { return problem }
    return ClusterProblem(reason: refusal ?? lastWord ?? problem.reason, isRefusal: refusal != nil)
  }
}
