internal import Kafka
internal import Telemetry

/// The largest result record: the smaller of `limits.resultBytes` and what the result topics take.
enum ResultLimit {
  static func read(configuration: LaneConfiguration, log: EventLog) throws(KafkaError) -> Int {
    let admin = try configuration.admin()
    return read(
      admin, topics: [configuration.accepted, configuration.rejected], setting: configuration.resultBytes, log: log)
  }

  /// A topic whose settings cannot be read (no right to describe it, a broker without that call) does not bound.
  static func read(_ admin: borrowing AdminClient, topics: [String], setting: Int, log: EventLog) -> Int {
    var limit = setting
    for topic in topics {
      do throws(KafkaError) {
        let text = try admin.topicConfiguration(topic, "max.message.bytes", timeoutMilliseconds: 3000)
        if let text, let bytes = Int(text) { limit = min(limit, bytes) }
      } catch {
        log.emit(ResultLimitUnknown(topic: topic, reason: error.description))
        // Who does not answer is not asked again: an embedded cluster has no admin API.
        if error.code.isTransient { break }
      }
    }
    return limit
  }
}
