/// The bounds of librdkafka's properties that depend on a setting of ours: it makes no client otherwise.
enum PropertyCheck {
  static func errors(in loaded: LoadedSettings) -> [SettingError] {
    let tables = [
      ("kafka.properties", loaded.settings.kafka.properties),
      ("kafka.consumerProperties", loaded.settings.kafka.consumerProperties),
      ("kafka.producerProperties", loaded.settings.kafka.producerProperties),
    ]
    return tables.flatMap { key, properties in
      properties.sorted { $0.key < $1.key }.compactMap { name, value in
        // Whether it is a number is librdkafka's to say.
        guard let number = Int(value), let bound = bound(of: name, loaded.settings), !bound.range.contains(number)
        else { return nil }
        let location = SettingLocation(key: key, property: name)
        return SettingError(
          source: loaded.source(of: key, property: name), key: location.description,
          problem: "must be \(bound.text), not \(number)", remedy: "correct it, or change \(bound.setting)")
      }
    }
  }

  private struct Bound {
    let range: ClosedRange<Int>
    let text: String
    let setting: String
  }

  private static func bound(of name: String, _ settings: WorkerSettings) -> Bound? {
    switch name {
    case "max.poll.interval.ms":
      Bound(
        range: settings.kafka.sessionTimeoutMs...Int.max,
        text: "\(settings.kafka.sessionTimeoutMs) or more (kafka.sessionTimeoutMs)", setting: "kafka.sessionTimeoutMs")
    case "linger.ms", "queue.buffering.max.ms":
      Bound(
        range: Int.min...settings.transaction.timeoutMs - 1,
        text: "less than \(settings.transaction.timeoutMs) (transaction.timeoutMs)", setting: "transaction.timeoutMs")
    default: nil
    }
  }
}
