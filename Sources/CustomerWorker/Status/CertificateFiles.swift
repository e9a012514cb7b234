internal import Settings

/// The certificates that the connections to Kafka need, by the properties of librdkafka.
struct CertificateFiles: Sendable {
  private let files: [(kind: CertificateExpiry.Kind, path: String)]

  init(_ settings: WorkerSettings) {
    let properties = settings.kafka.properties(for: .consumer)
    files = [(CertificateExpiry.Kind.client, "ssl.certificate.location"), (.ca, "ssl.ca.location")].compactMap {
      kind, name in
      properties.last { $0.name == name }.map { (kind, $0.value) }
    }
  }

  /// The first expiry of each file that can be read.
  var expiries: [CertificateExpiry] { [] }
}
