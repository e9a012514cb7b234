internal import Kafka

/// What a refused SCRAM may be due to, besides a wrong password.
enum ScramSupport {
  /// The first version whose SCRAM Kafka 4 takes (librdkafka #4895).
  private static let firstVersion: Int32 = 0x0206_0100

  /// The sentence to add to a refusal; nil where the mechanism is another one or the library is new enough.
  static func note(
    on configuration: ClientConfiguration, version: Int32 = Librdkafka.versionNumber,
    versionText: String = Librdkafka.version
  ) -> String? {
    let mechanism = configuration["sasl.mechanism"] ?? configuration["sasl.mechanisms"] ?? ""
    guard version < firstVersion, mechanism.uppercased().hasPrefix("SCRAM-") else { return nil }
    return
      "librdkafka \(versionText) cannot do \(mechanism) with Kafka 4, however right the password is: use librdkafka"
      + " 2.6.1 or newer, or sasl.mechanism PLAIN over TLS, or client certificates"
  }
}
