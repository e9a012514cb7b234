/// The mechanisms SCRAM of SASL, which an older librdkafka cannot use with Kafka 4.
package enum SCRAM {
  /// librdkafka #4895, before 2.6.1: the client's nonce is sent twice, which Kafka 4.0 no longer forgives.
  private static let firstVersion: Int32 = 0x0206_01ff

  package static let remedy = "use librdkafka 2.6.1 or newer, or another mechanism; deploy/README.md says how"

  /// The end of a sentence that begins with the property; nil when the mechanism is another or the library does it.
  ///
  /// - Parameter librdkafka: the version of the library, as `rd_kafka_version` has it: `0x020601ff` is 2.6.1.
  package static func problem(of mechanism: String, _ librdkafka: Int32) -> String? {
    guard mechanism.uppercased().hasPrefix("SCRAM"), librdkafka < firstVersion else { return nil }
    let version = [24, 16, 8].map { String(librdkafka >> $0 & 0xff) }.joined(separator: ".")
    let problem = "is \(mechanism.uppercased()), which Kafka 4 refuses with librdkafka \(version)"
    return "\(problem) even if the password is right: before 2.6.1 it sends its nonce twice"
  }
}
