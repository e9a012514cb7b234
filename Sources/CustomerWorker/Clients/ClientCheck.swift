internal import CustomerContract
internal import Kafka
package import Settings

/// Makes every kind of client that the worker uses and destroys it again, to hear what the library says of its
/// properties together. No broker is asked.
package enum ClientCheck {
  /// A client that librdkafka does not make.
  package struct Refusal: Equatable, Sendable {
    /// The kind of client; nil for one that has `kafka.properties` only.
    package let client: WorkerSettings.Kafka.Client?
    /// librdkafka's reason.
    package let reason: String
  }

  package static func refusals(of settings: WorkerSettings) -> [Refusal] {
    var settings = settings
    // Brokers that are not known cannot be asked.
    settings.kafka.bootstrapServers = ""
    let checks: [(WorkerSettings.Kafka.Client?, () throws -> Void)] = [
      (nil, { _ = try AdminClient(ClientProperties.admin(settings)) }),
      (.consumer, { _ = try Consumer(ClientProperties.consumer(settings), groupID: settings.kafka.groupId) }),
      (
        .producer,
        {
          let isExactlyOnce = settings.processing.guarantee == .exactlyOnce
          _ = try Producer(
            ClientProperties.producer(
              settings, transactionalID: isExactlyOnce ? settings.kafka.groupId : nil,
              resultBytes: settings.results.resultBytes, isIsolating: false))
        }
      ),
    ]
    var refusals: [Refusal] = []
    for (client, check) in checks {
      do {
        try check()
      } catch {
        let reason = (error as? KafkaError)?.message ?? "\(error)"
        // The properties that all clients have are refused by all; one of them says it.
        if !refusals.contains(where: { $0.reason == reason }) {
          refusals.append(Refusal(client: client, reason: reason))
        }
      }
    }
    return refusals
  }
}
