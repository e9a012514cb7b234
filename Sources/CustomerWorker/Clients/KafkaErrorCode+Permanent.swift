internal import Kafka

extension KafkaErrorCode {
  /// The cluster says no and will go on saying it until somebody changes a setting, a password or a right.
  var isPermanent: Bool {
    switch self {
    case .topicAuthorizationFailed, .groupAuthorizationFailed, .clusterAuthorizationFailed,
      .transactionalIDAuthorizationFailed, .saslAuthenticationFailed, .authentication, .ssl, .invalidTransactionTimeout,
      .invalidConfiguration, .unknownTopicOrPartition, .unknownTopic:
      true
    default: false
    }
  }
}
