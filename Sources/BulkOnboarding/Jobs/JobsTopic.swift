package import Kafka

/// The topic in which imports keep their account.
package enum JobsTopic {
  /// The topic as it is created: small, and with the last record of each key alone.
  ///
  /// - Parameter further: settings that all topics get; those that make this one what it is are left out.
  package static func newTopic(
    named name: String, replicationFactor: Int32, further: [(name: String, value: String)] = []
  ) -> NewTopic {
    let own = [
      ("cleanup.policy", "compact"), ("segment.bytes", String(16 << 20)), ("min.cleanable.dirty.ratio", "0.1"),
    ]
    // One partition, so that all records have one order.
    return NewTopic(
      name: name, partitions: 1, replicationFactor: replicationFactor,
      configuration: own.map { (name: $0.0, value: $0.1) }
        + further.filter { setting in !own.contains { $0.0 == setting.name } })
  }
}
