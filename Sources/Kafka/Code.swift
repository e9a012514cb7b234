package import Crdkafka

/// One of librdkafka's response codes (`rd_kafka_resp_err_t`): a broker's when positive, the library's own when negative.
///
/// Open, not an enum: newer libraries and brokers know codes that the headers at build time do not.
public struct Code: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
  public let rawValue: Int32

  public init(rawValue: Int32) {
    self.rawValue = rawValue
  }

  package init(_ code: rd_kafka_resp_err_t) {
    rawValue = code.rawValue
  }

  package var response: rd_kafka_resp_err_t { rd_kafka_resp_err_t(rawValue) }

  /// The code as librdkafka and Kafka write it: `_FENCED`, `UNKNOWN_TOPIC_OR_PART`.
  public var name: String {
    guard let name = unsafe rd_kafka_err2name(response) else { return "ERR_\(rawValue)" }
    return unsafe String(cString: name)
  }

  /// librdkafka's sentence for the code.
  public var text: String {
    guard let text = unsafe rd_kafka_err2str(response) else { return name }
    return unsafe String(cString: text)
  }

  public var description: String { name }

  /// Whether brokers were out of reach, moving or busy, so that the same call later may do.
  ///
  /// For plain calls only. What a transactional call's failure asks for is said by the flags of its `KafkaError`.
  public var isTransient: Bool {
    switch self {
    case .transport, .allBrokersDown, .timedOut, .timedOutInQueue, .queueFull, .resolve, .inProgress,
      .waitingForCoordinator,
      .waitingForCache, .messageTimedOut, .coordinatorLoadInProgress, .coordinatorNotAvailable, .notCoordinator,
      .notLeader,
      .leaderNotAvailable, .requestTimedOut, .networkException, .unstableOffsetCommit, .concurrentTransactions,
      .notEnoughReplicas, .rebalanceInProgress, .brokerNotAvailable, .notController:
      true
    default: false
    }
  }
}

/// The codes that somebody decides on.
extension Code {
  public static var none: Code { Code(RD_KAFKA_RESP_ERR_NO_ERROR) }

  // The library's own.
  public static var allBrokersDown: Code { Code(RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN) }
  public static var assignmentLost: Code { Code(RD_KAFKA_RESP_ERR__ASSIGNMENT_LOST) }
  public static var authentication: Code { Code(RD_KAFKA_RESP_ERR__AUTHENTICATION) }
  public static var autoOffsetReset: Code { Code(RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET) }
  public static var conflict: Code { Code(RD_KAFKA_RESP_ERR__CONFLICT) }
  public static var fatal: Code { Code(RD_KAFKA_RESP_ERR__FATAL) }
  public static var fenced: Code { Code(RD_KAFKA_RESP_ERR__FENCED) }
  public static var inProgress: Code { Code(RD_KAFKA_RESP_ERR__IN_PROGRESS) }
  public static var inconsistent: Code { Code(RD_KAFKA_RESP_ERR__INCONSISTENT) }
  public static var invalidArgument: Code { Code(RD_KAFKA_RESP_ERR__INVALID_ARG) }
  public static var maxPollExceeded: Code { Code(RD_KAFKA_RESP_ERR__MAX_POLL_EXCEEDED) }
  public static var messageTimedOut: Code { Code(RD_KAFKA_RESP_ERR__MSG_TIMED_OUT) }
  public static var noOffset: Code { Code(RD_KAFKA_RESP_ERR__NO_OFFSET) }
  public static var partitionEOF: Code { Code(RD_KAFKA_RESP_ERR__PARTITION_EOF) }
  public static var purgedInFlight: Code { Code(RD_KAFKA_RESP_ERR__PURGE_INFLIGHT) }
  public static var purgedInQueue: Code { Code(RD_KAFKA_RESP_ERR__PURGE_QUEUE) }
  public static var queueFull: Code { Code(RD_KAFKA_RESP_ERR__QUEUE_FULL) }
  public static var resolve: Code { Code(RD_KAFKA_RESP_ERR__RESOLVE) }
  public static var ssl: Code { Code(RD_KAFKA_RESP_ERR__SSL) }
  public static var state: Code { Code(RD_KAFKA_RESP_ERR__STATE) }
  public static var timedOut: Code { Code(RD_KAFKA_RESP_ERR__TIMED_OUT) }
  public static var timedOutInQueue: Code { Code(RD_KAFKA_RESP_ERR__TIMED_OUT_QUEUE) }
  public static var transport: Code { Code(RD_KAFKA_RESP_ERR__TRANSPORT) }
  public static var unknownPartition: Code { Code(RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION) }
  public static var unknownTopic: Code { Code(RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC) }
  public static var unsupportedFeature: Code { Code(RD_KAFKA_RESP_ERR__UNSUPPORTED_FEATURE) }
  public static var waitingForCache: Code { Code(RD_KAFKA_RESP_ERR__WAIT_CACHE) }
  public static var waitingForCoordinator: Code { Code(RD_KAFKA_RESP_ERR__WAIT_COORD) }

  // The brokers'.
  public static var brokerNotAvailable: Code { Code(RD_KAFKA_RESP_ERR_BROKER_NOT_AVAILABLE) }
  public static var clusterAuthorizationFailed: Code { Code(RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED) }
  public static var concurrentTransactions: Code { Code(RD_KAFKA_RESP_ERR_CONCURRENT_TRANSACTIONS) }
  public static var coordinatorLoadInProgress: Code { Code(RD_KAFKA_RESP_ERR_COORDINATOR_LOAD_IN_PROGRESS) }
  public static var coordinatorNotAvailable: Code { Code(RD_KAFKA_RESP_ERR_COORDINATOR_NOT_AVAILABLE) }
  public static var fencedInstanceID: Code { Code(RD_KAFKA_RESP_ERR_FENCED_INSTANCE_ID) }
  public static var groupAuthorizationFailed: Code { Code(RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED) }
  public static var illegalGeneration: Code { Code(RD_KAFKA_RESP_ERR_ILLEGAL_GENERATION) }
  public static var invalidConfiguration: Code { Code(RD_KAFKA_RESP_ERR_INVALID_CONFIG) }
  public static var invalidMessage: Code { Code(RD_KAFKA_RESP_ERR_INVALID_MSG) }
  public static var invalidProducerEpoch: Code { Code(RD_KAFKA_RESP_ERR_INVALID_PRODUCER_EPOCH) }
  public static var invalidProducerIDMapping: Code { Code(RD_KAFKA_RESP_ERR_INVALID_PRODUCER_ID_MAPPING) }
  public static var invalidRecord: Code { Code(RD_KAFKA_RESP_ERR_INVALID_RECORD) }
  public static var invalidReplicationFactor: Code { Code(RD_KAFKA_RESP_ERR_INVALID_REPLICATION_FACTOR) }
  public static var invalidTransactionState: Code { Code(RD_KAFKA_RESP_ERR_INVALID_TXN_STATE) }
  public static var invalidTransactionTimeout: Code { Code(RD_KAFKA_RESP_ERR_INVALID_TRANSACTION_TIMEOUT) }
  public static var leaderNotAvailable: Code { Code(RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE) }
  public static var messageTooLarge: Code { Code(RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE) }
  public static var networkException: Code { Code(RD_KAFKA_RESP_ERR_NETWORK_EXCEPTION) }
  public static var notController: Code { Code(RD_KAFKA_RESP_ERR_NOT_CONTROLLER) }
  public static var notCoordinator: Code { Code(RD_KAFKA_RESP_ERR_NOT_COORDINATOR) }
  public static var notEnoughReplicas: Code { Code(RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS) }
  public static var notLeader: Code { Code(RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION) }
  public static var offsetOutOfRange: Code { Code(RD_KAFKA_RESP_ERR_OFFSET_OUT_OF_RANGE) }
  public static var outOfOrderSequenceNumber: Code { Code(RD_KAFKA_RESP_ERR_OUT_OF_ORDER_SEQUENCE_NUMBER) }
  public static var policyViolation: Code { Code(RD_KAFKA_RESP_ERR_POLICY_VIOLATION) }
  public static var producerFenced: Code { Code(RD_KAFKA_RESP_ERR_PRODUCER_FENCED) }
  public static var rebalanceInProgress: Code { Code(RD_KAFKA_RESP_ERR_REBALANCE_IN_PROGRESS) }
  public static var recordListTooLarge: Code { Code(RD_KAFKA_RESP_ERR_RECORD_LIST_TOO_LARGE) }
  public static var requestTimedOut: Code { Code(RD_KAFKA_RESP_ERR_REQUEST_TIMED_OUT) }
  public static var saslAuthenticationFailed: Code { Code(RD_KAFKA_RESP_ERR_SASL_AUTHENTICATION_FAILED) }
  public static var topicAlreadyExists: Code { Code(RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS) }
  public static var topicAuthorizationFailed: Code { Code(RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED) }
  public static var transactionalIDAuthorizationFailed: Code {
    Code(RD_KAFKA_RESP_ERR_TRANSACTIONAL_ID_AUTHORIZATION_FAILED)
  }
  public static var unknownMemberID: Code { Code(RD_KAFKA_RESP_ERR_UNKNOWN_MEMBER_ID) }
  public static var unknownProducerID: Code { Code(RD_KAFKA_RESP_ERR_UNKNOWN_PRODUCER_ID) }
  public static var unknownTopicOrPartition: Code { Code(RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART) }
  public static var unstableOffsetCommit: Code { Code(RD_KAFKA_RESP_ERR_UNSTABLE_OFFSET_COMMIT) }
  public static var unsupportedVersion: Code { Code(RD_KAFKA_RESP_ERR_UNSUPPORTED_VERSION) }
}
