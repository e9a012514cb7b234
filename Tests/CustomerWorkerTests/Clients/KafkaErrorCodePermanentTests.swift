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

  @Test(arguments: [
    (KafkaErrorCode.topicAuthorizationFailed, "Read on topics.commands"), (.groupAuthorizationFailed, "kafka.groupId"),
    (.transactionalIDAuthorizationFailed, "Write on the transactional ids"),
    (.clusterAuthorizationFailed, "IdempotentWrite on the cluster"), (.unknownTopic, "topics create"),
    (.invalidTransactionTimeout, "transaction.timeoutMs"),
  ])
  func `An answer that stays the same says what mends it`(_ code: KafkaErrorCode, _ words: String) {
    let error = KafkaError(code: code, message: "no")
    #expect(error.descriptionWithRemedy.hasPrefix("\(code): no; "))
    #expect(error.descriptionWithRemedy.contains(words))
  }

  @Test func `Where nothing is to be added nothing is`() {
    #expect(KafkaError(code: .ssl, message: "no").descriptionWithRemedy == "_SSL: no")
  }
}
