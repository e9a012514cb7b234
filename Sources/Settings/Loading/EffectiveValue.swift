/// The value that a setting has, to be shown.
public struct EffectiveValue: Sendable, Equatable {
  /// The key of the setting, with the name of a property behind it.
  public let key: String
  /// The value on one line; empty where there is none.
  public let value: String
  public let source: SettingSource

  /// The text in the stead of a secret.
  static let hidden = "(hidden)"

  init(key: String, value: String, source: SettingSource) {
    self.key = key
    self.value = value
    self.source = source
  }

  init(_ property: SuppliedProperty) {
    self.init(
      key: property.key, value: property.isSecret ? Self.hidden : DisplayedValue.line(property.value),
      source: property.source)
  }
}
