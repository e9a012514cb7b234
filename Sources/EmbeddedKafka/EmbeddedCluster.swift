internal import Crdkafka
internal import Glibc
public import Kafka

/// A Kafka cluster inside the process, on the loopback interface: librdkafka's mock.
///
/// For demonstrations and fast tests. It takes part in the protocol but not in the promise: transactions are neither
/// fenced nor hidden when aborted, and their offsets are not stored.
///
/// It is safe because the cluster is used only while this value lives, and is destroyed before the client that owns it.
@safe public struct EmbeddedCluster: ~Copyable {
  private let owner: ClientHandle<ConnectionCounter>
  private let native: Native<MockClusterObject>

  /// Starts a cluster of that many brokers.
  public init(brokers: Int) throws(KafkaError) {
    var configuration = ClientConfiguration()
    do throws(ConfigurationError) {
      // The mock's sockets take it from their owner: else each small request waits 40 ms.
      try configuration.set("socket.nagle.disable", "true")
    } catch {
      throw KafkaError(code: .invalidArgument, message: error.description)
    }
    let owner = try ClientHandle<ConnectionCounter>(RD_KAFKA_CONSUMER, configuration)
    let started = unsafe SignalMask.withAllBlocked {
      unsafe rd_kafka_mock_cluster_new(owner.pointer, Int32(clamping: brokers))
    }
    native = try unsafe Native(
      owning: started, orThrow: KafkaError(code: .invalidArgument, message: "no cluster of \(brokers) brokers"))
    self.owner = owner
    unsafe Self.shortenFirstRebalance(of: native.pointer)
  }

  deinit {
    // Before its owner.
    _ = consume native
  }

  /// Librdkafka's object.
  @unsafe private var cluster: OpaquePointer { unsafe native.pointer }

  /// The brokers' addresses: `127.0.0.1:port,…`
  public var bootstrapServers: String { unsafe String(cString: rd_kafka_mock_cluster_bootstraps(cluster)) }

  public func createTopic(_ name: String, partitions: Int32) throws(KafkaError) {
    try unsafe KafkaError.check(rd_kafka_mock_topic_create(cluster, name, partitions, 1), name)
  }

  /// Makes a topic's metadata say this error; `.none` ends it.
  public func setError(ofTopic name: String, _ code: KafkaErrorCode) {
    unsafe rd_kafka_mock_topic_set_error(cluster, name, rd_kafka_resp_err_t(code.rawValue))
  }

  /// Lets the next requests of that kind fail, one a code; `.transport` drops the connection.
  public func injectErrors(_ api: API, _ codes: [KafkaErrorCode]) {
    var responses = codes.map { rd_kafka_resp_err_t($0.rawValue) }
    unsafe responses.withUnsafeMutableBufferPointer { responses in
      unsafe rd_kafka_mock_push_request_errors_array(cluster, api.rawValue, responses.count, responses.baseAddress)
    }
  }

  /// Closes a broker's connections and refuses new ones. Brokers count from 1; -1 is all of them.
  public func setBrokerDown(_ id: Int32) throws(KafkaError) {
    try unsafe KafkaError.check(rd_kafka_mock_broker_set_down(cluster, id), "broker \(id)")
  }

  public func setBrokerUp(_ id: Int32) throws(KafkaError) {
    try unsafe KafkaError.check(rd_kafka_mock_broker_set_up(cluster, id), "broker \(id)")
  }

  /// Moves a partition; -1 leaves it without a leader.
  public func setLeader(_ partition: TopicPartition, broker: Int32) throws(KafkaError) {
    try unsafe KafkaError.check(
      rd_kafka_mock_partition_set_leader(cluster, partition.topic, partition.partition, broker), partition.description)
  }

  public func setTransactionCoordinator(_ transactionalID: String, broker: Int32) throws(KafkaError) {
    try unsafe KafkaError.check(
      rd_kafka_mock_coordinator_set(cluster, "transaction", transactionalID, broker), transactionalID)
  }

  /// Shortens the wait of a group's first member for others, 3 s, where the library can (2.6.0 and newer).
  @unsafe private static func shortenFirstRebalance(of cluster: OpaquePointer) {
    guard let symbol = unsafe dlsym(nil, "rd_kafka_mock_group_initial_rebalance_delay_ms") else { return }
    typealias SetDelay = @convention(c) (OpaquePointer, Int32) -> Void
    unsafe unsafeBitCast(symbol, to: SetDelay.self)(cluster, 10)
  }
}

/// A mock cluster.
enum MockClusterObject: NativeObject {
  static func destroy(_ pointer: OpaquePointer) { unsafe rd_kafka_mock_cluster_destroy(pointer) }
}
