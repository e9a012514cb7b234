package import Crdkafka

/// One of librdkafka's response codes (`rd_kafka_resp_err_t`): a broker's when positive, the library's own when negative.
///
/// It is not an enum, because newer libraries and brokers know codes that the headers at build time do not.
public struct KafkaErrorCode: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
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

  /// Whether brokers were out of reach, moving or busy, so that the same call may succeed later.
  ///
  /// It holds for plain calls only. What a transactional call's failure asks for is in the flags of its `KafkaError`.
  public var isTransient: Bool {
    switch self {
    case .transport, .allBrokersDown, .timedOut, .timedOutInQueue, .queueFull, .resolve, .inProgress,
      .waitingForCoordinator, .waitingForCache, .messageTimedOut, .coordinatorLoadInProgress, .coordinatorNotAvailable,
      .notCoordinator, .notLeader, .leaderNotAvailable, .requestTimedOut, .networkException, .unstableOffsetCommit,
      .concurrentTransactions, .notEnoughReplicas, .rebalanceInProgress, .brokerNotAvailable, .notController:
      true
    default: false
    }
  }
}

/// The meaning of a consumer's error for a batch of records.
extension KafkaErrorCode {
  /// Whether the library cannot decompress a batch: it is too large for it, or its codec is not built in.
  ///
  /// The same batch is fetched again and again, and its partition stands still.
  public var isUndecodableBatch: Bool {
    self == .badCompression || self == .criticalSystemResource || self == .notImplemented
  }

  /// Whether a batch does not have its checksum: it was changed on a disk or on its way.
  ///
  /// The consumer goes on behind the batch: seek back to it before the next record is taken.
  public var isCorruptBatch: Bool { self == .badMessage }
}

/// The codes that somebody decides on.
extension KafkaErrorCode {
  public static var none: KafkaErrorCode { KafkaErrorCode(RD_KAFKA_RESP_ERR_NO_ERROR) }

  // The library's own.
  public static var allBrokersDown: KafkaErrorCode { KafkaErrorCode(RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN) }
  public static var authentication: KafkaErrorCode { KafkaErrorCode(RD_KAFKA_RESP_ERR__AUTHENTICATION) }
  public static var autoOffsetReset: KafkaErrorCode { KafkaErrorCode(RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET) }
  public static var badCompression: KafkaErrorCode { KafkaErrorCode(RD_KAFKA_RESP_ERR__BAD_COMPRESSION) }
  public static var badMessage: KafkaErrorCode { KafkaErrorCode(RD_KAFKA_RESP_ERR__BAD_MSG) }
  public static var fatal: KafkaErrorCode { KafkaErrorCode(RD_KAFKA_RESP_ERR__FATAL) }
  public static var criticalSystemResource: KafkaErrorCode {
    KafkaErrorCode(RD_KAFKA_RESP_ERR__CRIT_SYS_RESOURCE)
  }
  public static var fenced: KafkaErrorCode { KafkaErrorCode(RD_KAFKA_RESP_ERR__FENCED) }
  public static var inProgress: KafkaErrorCode { KafkaErrorCode(RD_KAFKA_RESP_ERR__IN_PROGRESS) }
  public static var invalidArgument: KafkaErrorCode { KafkaErrorCode(RD_KAFKA_RESP_ERR__INVALID_ARG) }
  public static var messageTimedOut: KafkaErrorCode { KafkaErrorCode(RD_KAFKA_RESP_ERR__MSG_TIMED_OUT) }
  public static var partitionEOF: KafkaErrorCode { KafkaErrorCode(RD_KAFKA_RESP_ERR__PARTITION_EOF) }
  public static var notImplemented: KafkaErrorCode { KafkaErrorCode(RD_KAFKA_RESP_ERR__NOT_IMPLEMENTED) }
  public static var queueFull: KafkaErrorCode { KafkaErrorCode(RD_KAFKA_RESP_ERR__QUEUE_FULL) }
  public static var resolve: KafkaErrorCode { KafkaErrorCode(RD_KAFKA_RESP_ERR__RESOLVE) }
  public static var ssl: KafkaErrorCode { KafkaErrorCode(RD_KAFKA_RESP_ERR__SSL) }
  public static var state: KafkaErrorCode { KafkaErrorCode(RD_KAFKA_RESP_ERR__STATE) }
  public static var timedOut: KafkaErrorCode { KafkaErrorCode(RD_KAFKA_RESP_ERR__TIMED_OUT) }
  public static var timedOutInQueue: KafkaErrorCode { KafkaErrorCode(RD_KAFKA_RESP_ERR__TIMED_OUT_QUEUE) }
  public static var transport: KafkaErrorCode { KafkaErrorCode(RD_KAFKA_RESP_ERR__TRANSPORT) }
  public static var unknownTopic: KafkaErrorCode { KafkaErrorCode(RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC) }
  public static var unsupportedFeature: KafkaErrorCode { KafkaErrorCode(RD_KAFKA_RESP_ERR__UNSUPPORTED_FEATURE) }
  public static var waitingForCache: KafkaErrorCode { KafkaErrorCode(RD_KAFKA_RESP_ERR__WAIT_CACHE) }
  public static var waitingForCoordinator: KafkaErrorCode { KafkaErrorCode(RD_KAFKA_RESP_ERR__WAIT_COORD) }

  // The brokers'.
  public static var brokerNotAvailable: KafkaErrorCode { KafkaErrorCode(RD_KAFKA_RESP_ERR_BROKER_NOT_AVAILABLE) }
  public static var clusterAuthorizationFailed: KafkaErrorCode {
    KafkaErrorCode(RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED)
  }
  public static var concurrentTransactions: KafkaErrorCode { KafkaErrorCode(RD_KAFKA_RESP_ERR_CONCURRENT_TRANSACTIONS) }
  public static var coordinatorLoadInProgress: KafkaErrorCode {
    KafkaErrorCode(RD_KAFKA_RESP_ERR_COORDINATOR_LOAD_IN_PROGRESS)
  }
  public static var coordinatorNotAvailable: KafkaErrorCode {
    KafkaErrorCode(RD_KAFKA_RESP_ERR_COORDINATOR_NOT_AVAILABLE)
  }
  public static var fencedInstanceID: KafkaErrorCode { KafkaErrorCode(RD_KAFKA_RESP_ERR_FENCED_INSTANCE_ID) }
  public static var groupAuthorizationFailed: KafkaErrorCode {
    KafkaErrorCode(RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED)
  }
  public static var invalidConfiguration: KafkaErrorCode { KafkaErrorCode(RD_KAFKA_RESP_ERR_INVALID_CONFIG) }
  public static var invalidProducerEpoch: KafkaErrorCode { KafkaErrorCode(RD_KAFKA_RESP_ERR_INVALID_PRODUCER_EPOCH) }
  public static var invalidReplicationFactor: KafkaErrorCode {
    KafkaErrorCode(RD_KAFKA_RESP_ERR_INVALID_REPLICATION_FACTOR)
  }
  public static var invalidTransactionTimeout: KafkaErrorCode {
    KafkaErrorCode(RD_KAFKA_RESP_ERR_INVALID_TRANSACTION_TIMEOUT)
  }
  public static var leaderNotAvailable: KafkaErrorCode { KafkaErrorCode(RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE) }
  public static var messageTooLarge: KafkaErrorCode { KafkaErrorCode(RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE) }
  public static var networkException: KafkaErrorCode { KafkaErrorCode(RD_KAFKA_RESP_ERR_NETWORK_EXCEPTION) }
  public static var notController: KafkaErrorCode { KafkaErrorCode(RD_KAFKA_RESP_ERR_NOT_CONTROLLER) }
  public static var notCoordinator: KafkaErrorCode { KafkaErrorCode(RD_KAFKA_RESP_ERR_NOT_COORDINATOR) }
  public static var notEnoughReplicas: KafkaErrorCode { KafkaErrorCode(RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS) }
  public static var notLeader: KafkaErrorCode { KafkaErrorCode(RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION) }
  public static var offsetOutOfRange: KafkaErrorCode { KafkaErrorCode(RD_KAFKA_RESP_ERR_OFFSET_OUT_OF_RANGE) }
  public static var rebalanceInProgress: KafkaErrorCode { KafkaErrorCode(RD_KAFKA_RESP_ERR_REBALANCE_IN_PROGRESS) }
  public static var recordListTooLarge: KafkaErrorCode { KafkaErrorCode(RD_KAFKA_RESP_ERR_RECORD_LIST_TOO_LARGE) }
  public static var requestTimedOut: KafkaErrorCode { KafkaErrorCode(RD_KAFKA_RESP_ERR_REQUEST_TIMED_OUT) }
  public static var saslAuthenticationFailed: KafkaErrorCode {
    KafkaErrorCode(RD_KAFKA_RESP_ERR_SASL_AUTHENTICATION_FAILED)
  }
  public static var topicAlreadyExists: KafkaErrorCode { KafkaErrorCode(RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS) }
  public static var topicAuthorizationFailed: KafkaErrorCode {
    KafkaErrorCode(RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED)
  }
  public static var transactionalIDAuthorizationFailed: KafkaErrorCode {
    KafkaErrorCode(RD_KAFKA_RESP_ERR_TRANSACTIONAL_ID_AUTHORIZATION_FAILED)
  }
  public static var unknownMemberID: KafkaErrorCode { KafkaErrorCode(RD_KAFKA_RESP_ERR_UNKNOWN_MEMBER_ID) }
  public static var unknownTopicOrPartition: KafkaErrorCode { KafkaErrorCode(RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART) }
  public static var unstableOffsetCommit: KafkaErrorCode { KafkaErrorCode(RD_KAFKA_RESP_ERR_UNSTABLE_OFFSET_COMMIT) }
}
