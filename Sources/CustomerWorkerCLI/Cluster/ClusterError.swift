import CustomerWorker
import Kafka

/// The reason why a cluster does not do what it is asked, and what to do about it.
struct ClusterError: Error, Equatable {
  /// Whether the cluster refuses; otherwise it is out of reach.
  let isRefusal: Bool
  let message: String
  let remedy: String

  init(isRefusal: Bool, message: String, remedy: String) {
    self.isRefusal = isRefusal
    self.message = message
    self.remedy = remedy
  }

  /// An answer of the cluster that is an error.
  init(_ error: KafkaError) {
    let isTransient = error.isRetriable || error.code.isTransient
    self.init(
      isRefusal: !isTransient, message: "\(error)",
      remedy: isTransient ? "Try again when the brokers are up." : Self.remedy(error.code))
  }

  /// No broker has answered.
  init(_ problem: ClusterProblem, servers: String, seconds: Int) {
    self =
      problem.isRefusal
      ? ClusterError(
        isRefusal: true, message: "\(servers) refuses this client: \(problem.reason)",
        remedy: "Check the security, sasl and ssl properties among kafka.properties.")
      : ClusterError(
        isRefusal: false, message: "no broker of \(servers) answered in \(seconds) s: \(problem.reason)",
        remedy: "Check kafka.bootstrapServers, or give start.deadlineSeconds more.")
  }

  private static func remedy(_ code: KafkaErrorCode) -> String {
    switch code {
    case .clusterAuthorizationFailed, .topicAuthorizationFailed:
      "Give this user the right Create on the topic or on the cluster."
    case .saslAuthenticationFailed, .authentication:
      "Check sasl.username and sasl.password among kafka.properties."
    case .invalidReplicationFactor:
      "Give --replication no more copies than there are brokers."
    default: "Check the options, and what the brokers allow."
    }
  }
}
