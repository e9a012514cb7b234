package import Kafka

extension KafkaErrorCode {
  /// Whether the answer stays the same until somebody changes a setting, a password, a right or a topic.
  package var isPermanent: Bool {
    switch self {
    case .topicAuthorizationFailed, .groupAuthorizationFailed, .clusterAuthorizationFailed,
      .transactionalIDAuthorizationFailed, .saslAuthenticationFailed, .authentication, .ssl, .invalidTransactionTimeout,
      .invalidConfiguration, .invalidArgument, .unknownTopicOrPartition, .unknownTopic:
      true
    default: false
    }
  }

  /// What mends such an answer, in words that name the settings; nil where librdkafka's sentence says it.
  var remedy: String? {
    switch self {
    case .topicAuthorizationFailed:
      "give the user Read on topics.commands, and Write on topics.accepted and topics.rejected"
    case .groupAuthorizationFailed: "give the user Read on the group kafka.groupId"
    case .transactionalIDAuthorizationFailed:
      "give the user Write on the transactional ids that begin with kafka.groupId and a hyphen"
    case .clusterAuthorizationFailed: "give the user IdempotentWrite on the cluster"
    case .unknownTopicOrPartition, .unknownTopic: "make the topics with `customer-worker topics create`"
    case .invalidTransactionTimeout: "lower transaction.timeoutMs to the brokers' transaction.max.timeout.ms"
    default: nil
    }
  }
}

extension KafkaError {
  /// The error, and what mends it.
  var descriptionWithRemedy: String {
    [description, code.remedy].compactMap(\.self).joined(separator: "; ")
  }
}
