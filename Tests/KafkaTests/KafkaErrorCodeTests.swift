import Kafka
import Testing

@Suite struct KafkaErrorCodeTests {
  @Test func `A code has librdkafka's name and sentence, and one that the library does not know has its number`() {
    #expect(KafkaErrorCode.fenced.name == "_FENCED")
    #expect(KafkaErrorCode.unknownTopicOrPartition.description == "UNKNOWN_TOPIC_OR_PART")
    #expect(KafkaErrorCode.unknownTopicOrPartition.text == "Broker: Unknown topic or partition")
    #expect(KafkaErrorCode(rawValue: 9999).name.contains("9999"))
  }

  @Test(arguments: [
    KafkaErrorCode.transport, .allBrokersDown, .timedOut, .queueFull, .waitingForCoordinator,
    .coordinatorLoadInProgress,
    .notCoordinator, .notLeader, .leaderNotAvailable, .requestTimedOut, .unstableOffsetCommit, .concurrentTransactions,
    .notEnoughReplicas, .rebalanceInProgress, .notController,
  ])
  func `A broker that is away, busy or moving may answer later`(_ code: KafkaErrorCode) {
    #expect(code.isTransient)
    #expect(KafkaError(code: code).isRetriable)
    #expect(!KafkaError(code: code).isFatal)
  }

  @Test(arguments: [
    KafkaErrorCode.none, .fenced, .fatal, .fencedInstanceID, .topicAuthorizationFailed, .groupAuthorizationFailed,
    .saslAuthenticationFailed, .unknownTopicOrPartition, .messageTooLarge, .invalidArgument, .autoOffsetReset,
  ])
  func `The same call gets the same answer`(_ code: KafkaErrorCode) {
    #expect(!code.isTransient)
    #expect(!KafkaError(code: code).isRetriable)
  }

  @Test func `A fenced client is unusable, whatever else its error says`() {
    #expect(KafkaError(code: .fenced).isFatal)
    #expect(KafkaError(code: .fatal).isFatal)
    #expect(!KafkaError(code: .messageTooLarge).isFatal)
    #expect(KafkaError(code: .fenced, message: "epoch").description == "_FENCED: epoch")
  }
}
