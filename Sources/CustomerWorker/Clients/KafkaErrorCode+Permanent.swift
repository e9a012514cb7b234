internal import Kafka

extension KafkaErrorCode {
  /// Whether the answer stays the same until somebody changes a setting, a password, a right or a topic.
  var isPermanent: Bool {
    switch self {
    case .topicAuthorizationFailed, .groupAuthorizationFailed, .clusterAuthorizationFailed,
      .transactionalIDAuthorizationFailed, .saslAuthenticationFailed, .authentication, .ssl, .invalidTransactionTimeout,
      .invalidConfiguration, .invalidArgument, .unknownTopicOrPartition, .unknownTopic:
      true
    default: false
    }
  }
}
