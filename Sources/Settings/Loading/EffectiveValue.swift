/// The value that a setting has, to be shown.
public struct EffectiveValue: Sendable, Equatable {
  /// A property's name stands behind the key of its setting.
  public let key: String
  /// Hidden where it is a secret; empty where there is none.
  public let value: String
  public let source: SettingSource
}
