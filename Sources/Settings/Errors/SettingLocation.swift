/// What has one value: a setting, or a property of librdkafka in one.
struct SettingLocation: Hashable, Sendable, CustomStringConvertible {
  let key: String
  var property: String?

  var description: String { property.map { "\(key).\($0)" } ?? key }
}
