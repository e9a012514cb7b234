internal import CustomerContract
internal import Kafka
package import Settings

/// A look at whether librdkafka makes the worker's clients; it asks no broker.
///
/// Some values are refused only together, or only by one client: `acks` by a transactional producer, a certificate that
/// cannot be read by all. Such a client would be tried again forever by its lane.
package enum ClientCheck {
  /// A client that librdkafka does not make.
  package struct Refusal: Error, Equatable, CustomStringConvertible {
    /// The settings that its properties come from.
    package let key: String
    package let reason: String

    package var description: String { "\(key): \(reason)" }
  }

  /// Makes one client of each kind with its real properties and destroys it again.
  package static func run(_ settings: WorkerSettings) throws(Refusal) {
    try make("kafka.consumerProperties") { () throws(KafkaError) in
      let properties = try checked { () throws(ConfigurationError) in try ClientProperties.consumer(settings) }
      _ = try Consumer(properties, groupID: settings.kafka.groupId, instanceID: settings.kafka.instanceId)
    }
    try make("kafka.producerProperties") { () throws(KafkaError) in
      let transactionalID = settings.processing.guarantee == .exactlyOnce ? settings.kafka.groupId : nil
      let properties = try checked { () throws(ConfigurationError) in
        try ClientProperties.producer(
          settings, transactionalID: transactionalID, resultBytes: settings.results.resultBytes, isIsolating: false)
      }
      _ = try Producer(properties)
    }
  }

  private static func make(_ key: String, _ body: () throws(KafkaError) -> Void) throws(Refusal) {
    do throws(KafkaError) {
      try body()
    } catch {
      throw Refusal(key: "kafka.properties, \(key)", reason: error.message)
    }
  }

  private static func checked<Value>(_ body: () throws(ConfigurationError) -> Value) throws(KafkaError) -> Value {
    do throws(ConfigurationError) {
      return try body()
    } catch {
      throw KafkaError(code: .invalidArgument, message: error.description)
    }
  }
}
