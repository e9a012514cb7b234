/// A client property that librdkafka does not take.
public struct ConfigurationError: Error, Sendable, Equatable, CustomStringConvertible {
  public let property: String
  /// The value, or `…` where the property holds a secret.
  public let value: String
  /// librdkafka's reason.
  public let reason: String
  /// Whether this library does not know the property at all (newer ones may).
  public let isUnknownProperty: Bool

  init(property: String, value: String, reason: String, isUnknownProperty: Bool) {
    let isSecret = Self.isSecret(property)
    self.property = property
    self.value = isSecret ? "…" : value
    self.reason = isSecret && !value.isEmpty ? reason.split(separator: value).joined(separator: "…") : reason
    self.isUnknownProperty = isUnknownProperty
  }

  public var description: String { "\(property)=\(value): \(reason)" }

  /// Whether a property's value must not be shown; it errs on the side of secrets.
  static func isSecret(_ property: String) -> Bool {
    ["password", "secret", "passphrase", "private.key", "key.pem", "username"].contains { property.contains($0) }
      || ["ssl_key", "sasl.oauthbearer.config", "sasl.oauthbearer.extensions"].contains(property)
  }
}
