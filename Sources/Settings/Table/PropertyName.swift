/// Names of librdkafka's properties.
enum PropertyName {
  /// Whether its value must not be shown.
  static func isSecret(_ name: String) -> Bool {
    ["password", "secret", "passphrase", "private.key", "key.pem"].contains { name.contains($0) }
      || ["ssl_key", "sasl.oauthbearer.config", "sasl.oauthbearer.extensions"].contains(name)
  }

  /// `SASL_PASSWORD` of a variable's name is `sasl.password`.
  static func inVariable(_ part: Substring) -> String {
    String(part.lowercased().map { $0 == "_" ? "." : $0 })
  }
}
