import Kafka
import Testing

@testable import CustomerWorker

@Suite struct KafkaErrorCodePermanentTests {
  @Test(arguments: [
    KafkaErrorCode.topicAuthorizationFailed, .groupAuthorizationFailed, .clusterAuthorizationFailed,
    .transactionalIDAuthorizationFailed, .saslAuthenticationFailed, .authentication, .ssl, .invalidTransactionTimeout,
    .invalidConfiguration, .unknownTopicOrPartition, .unknownTopic, .invalidArgument,
  ])
  func `A missing right, a wrong password or a missing topic stays until somebody mends it`(_ code: KafkaErrorCode) {
    #expect(code.isPermanent)
    #expect(!code.isTransient)
  }

  @Test(arguments: [
    KafkaErrorCode.none, .transport, .allBrokersDown, .timedOut, .fenced, .fencedInstanceID, .notCoordinator,
    .messageTooLarge, .offsetOutOfRange, .unsupportedFeature,
  ])
  func `Other codes pass, or are somebody else's to decide`(_ code: KafkaErrorCode) {
    #expect(!code.isPermanent)
  }
}
