/// The bounds of librdkafka's properties that depend on a setting of ours: librdkafka makes no client past them.
enum PropertyCheck {
  static func errors(in loaded: LoadedSettings) -> [SettingError] {
    loaded.properties.compactMap { property in
      // Whether it is a number is librdkafka's to say.
      guard let number = Int(property.value), let bound = bound(of: property.name, loaded.settings),
        !bound.range.contains(number)
      else { return nil }
      return SettingError(
        source: property.source, key: property.key,
        problem: "must be \(bound.text)" + (property.isSecret ? "" : ", not \(number)"),
        remedy: "correct it, or change \(bound.setting)")
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
