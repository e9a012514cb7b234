internal import Kafka
internal import Telemetry

/// The largest result record: the smaller of `limits.resultBytes` and what the result topics take.
enum ResultLimit {
  /// Asks for the topics' `max.message.bytes`.
  ///
  /// A topic whose settings cannot be read (no right to describe it, a broker without that call) sets no bound.
  static func read(_ admin: borrowing AdminClient, topics: [String], setting: Int, log: EventLog) -> Int {
    var limit = setting
    for topic in topics {
      do throws(KafkaError) {
        let text = try admin.topicConfiguration(topic, "max.message.bytes", timeoutMilliseconds: 3000)
        if let text, let bytes = Int(text) { limit = min(limit, bytes) }
      } catch {
        log.emit(ResultLimitUnknown(topic: topic, reason: error.description))
        // A cluster that does not answer is not asked again: an embedded one has no admin API.
        if error.code.isTransient { break }
      }
    }
    return limit
  }
}
