/// A property of librdkafka that one of the settings for properties holds.
public struct SuppliedProperty: Sendable, Equatable {
  /// The key of the setting: `kafka.properties` or one of the two for one kind of client.
  public let setting: String
  public let name: String
  public let value: String
  public let source: SettingSource

  /// Whether the value must not be shown: the name says so, or it comes from a file for secrets.
  public var isSecret: Bool { PropertyName.isSecret(name) || source.isSecretFile }

  /// The key of the setting with the property's name behind it.
  public var key: String { SettingLocation(key: setting, property: name).description }
}
