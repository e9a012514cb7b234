import Kafka

/// Why a cluster does not do what it is asked, and what to do about it.
struct ClusterError: Error, Equatable {
  let exitCode: ExitCode
  let message: String
  let remedy: String

  init(exitCode: ExitCode, message: String, remedy: String) {
    self.exitCode = exitCode
    self.message = message
    self.remedy = remedy
  }

  /// An answer of the cluster: it may be out of reach, or it refuses.
  init(_ error: KafkaError) {
    let isTransient = error.isRetriable || error.code.isTransient
    self.init(
      exitCode: isTransient ? .unavailable : .settings, message: "\(error)",
      remedy: isTransient ? "Try again when the brokers are up." : Self.remedy(error.code))
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
