extension WorkerSettings {
  /// The cluster, the consumer group, and the properties of librdkafka.
  public struct Kafka: Sendable, Equatable {
    /// The brokers to start from, separated by commas.
    public var bootstrapServers = "127.0.0.1:9092"
    public var groupId = "customer-worker"
    public var instanceId: String?
    public var sessionTimeoutMs = 10_000
    public var assignmentStrategy = ["range", "roundrobin"]
    /// The memory of all lanes together.
    public var prefetchMegabytes = 16
    /// The most bytes of a batch of commands once it is decompressed; the key is `limits.batchBytes`.
    public var batchBytes = 512 << 20
    public var socketTimeoutMs = 10_000
    public var metadataRefreshMs = 10_000
    public var onLostRecords = OnLostRecords.continue
    public var onUndecodable = OnUndecodable.reject
    public var onCorrupt = OnCorrupt.hold
    /// The properties of both clients.
    public var properties: [String: String] = [:]
    public var consumerProperties: [String: String] = [:]
    public var producerProperties: [String: String] = [:]

    public init() {}

    /// The reaction to a committed offset that is no longer in the log.
    public enum OnLostRecords: String, Sendable, CaseIterable {
      /// Counts the lost commands and goes on at the oldest record.
      case `continue`
      /// Pauses the partition; the others go on.
      case hold
      /// Ends the process with `ExitCode.badData`.
      case stop
    }

    /// The reaction to a batch that cannot be decompressed, not even within `limits.batchBytes`.
    public enum OnUndecodable: String, Sendable, CaseIterable {
      /// Gives each of its records a rejected result.
      case reject
      /// Pauses the partition; the others go on.
      case hold
      /// Ends the process with `ExitCode.badData`.
      case stop
    }

    /// The reaction to a batch that fails its checksum, again and again.
    public enum OnCorrupt: String, Sendable, CaseIterable {
      /// Pauses the partition and tries again; the others go on.
      case hold
      /// Gives each of its records a rejected result.
      case reject
    }

    public enum Client: Sendable, CaseIterable {
      case consumer, producer
    }

    /// The value of `security.protocol` that a client has, in upper case.
    func securityProtocol(for client: Client) -> String {
      properties(for: client).last { $0.name == "security.protocol" }?.value.uppercased() ?? "PLAINTEXT"
    }

    /// The properties of a client, in the order in which to set them: its own table comes last and wins, also where
    /// the two tables use two names for one property (`sasl.mechanism` and `sasl.mechanisms`).
    public func properties(for client: Client) -> [(name: String, value: String)] {
      let own = client == .consumer ? consumerProperties : producerProperties
      let shared = properties.filter { own[$0.key] == nil }
      return [shared, own].flatMap { table in
        table.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }
      }
    }
  }
}
