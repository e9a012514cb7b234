internal import Crdkafka
internal import Glibc
public import Kafka

/// A Kafka cluster inside the process, on the loopback interface: librdkafka's mock.
///
/// For demonstrations and fast tests. It takes part in the protocol but not in the promise: transactions are neither
/// fenced nor hidden when aborted, and their offsets are not stored.
@safe public struct EmbeddedCluster: ~Copyable {
  private let owner: ClientHandle
  private let cluster: OpaquePointer

  /// Starts a cluster of that many brokers.
  public init(brokers: Int) throws(KafkaError) {
    var configuration = ClientConfiguration()
    // Of the owner, since the mock's sockets take it from there: else each small request stalls for 40 ms.
    configuration.setWhereKnown("socket.nagle.disable", "true")
    let owner = try ClientHandle(configuration, isConsumer: false)
    let started = unsafe withSignalsBlocked {
      unsafe rd_kafka_mock_cluster_new(owner.pointer, Int32(clamping: brokers))
    }
    guard let cluster = unsafe started else {
      throw KafkaError(plain: .invalidArgument, message: "no cluster of \(brokers) brokers")
    }
    self.owner = owner
    unsafe self.cluster = unsafe cluster
    Self.shortenFirstRebalance(of: cluster)
  }

  deinit {
    unsafe rd_kafka_mock_cluster_destroy(cluster)
  }

  /// `127.0.0.1:port,…`
  public var bootstrapServers: String { unsafe String(cString: rd_kafka_mock_cluster_bootstraps(cluster)) }

  public func createTopic(_ name: String, partitions: Int32) throws(KafkaError) {
    try unsafe KafkaError.check(rd_kafka_mock_topic_create(cluster, name, partitions, 1), name)
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

  /// The first member of a group waits 3 s for others, which newer libraries can shorten (2.6.0 and later).
  @safe private static func shortenFirstRebalance(of cluster: OpaquePointer) {
    guard let symbol = unsafe dlsym(nil, "rd_kafka_mock_group_initial_rebalance_delay_ms") else { return }
    typealias SetDelay = @convention(c) (OpaquePointer, Int32) -> Void
    unsafe unsafeBitCast(symbol, to: SetDelay.self)(cluster, 10)
  }
}
