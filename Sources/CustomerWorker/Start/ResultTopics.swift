internal import Kafka
internal import Settings
internal import Telemetry

/// The settings of the result topics, as far as the cluster tells them.
///
/// A topic whose settings cannot be read (no right to describe it, a broker without that call) sets no bound and is not
/// refused.
struct ResultTopics {
  private var settings: [(topic: String, values: [String: String])] = []

  /// Asks for the settings of topics.
  init(_ topics: [String], of admin: borrowing AdminClient, log: EventLog) {
    for topic in topics {
      do throws(KafkaError) {
        settings.append((topic, try admin.topicConfiguration(topic, timeoutMilliseconds: 3000)))
      } catch {
        log.emit(ResultLimitUnknown(topic: topic, reason: error.description))
        // A cluster that does not answer is not asked again: an embedded one has no admin API.
        if error.code.isTransient { break }
      }
    }
  }

  /// Settings that are known already.
  init(_ settings: [(topic: String, values: [String: String])]) {
    self.settings = settings
  }

  /// The largest result record: the smaller of `results.resultBytes` and what the topics take.
  func resultBytes(setting: Int) -> Int {
    settings.compactMap { $0.values["max.message.bytes"].flatMap(Int.init) }.min().map { min($0, setting) } ?? setting
  }

  /// The first topic that takes no record without a key, as the result of a command without one is.
  var compacted: String? {
    settings.first { $0.values["cleanup.policy"]?.split(separator: ",").contains("compact") == true }?.topic
  }
}
