/// The name of what has one value: a setting, or one property of librdkafka in a setting that holds several.
struct SettingLocation: Hashable, Sendable, CustomStringConvertible {
  let key: String
  var property: String?

  var description: String { property.map { "\(key).\($0)" } ?? key }
}
