/// The facts that follow from the name of a property of librdkafka.
enum PropertyName {
  /// Whether its value must not be shown.
  static func isSecret(_ name: String) -> Bool {
    ["password", "secret", "passphrase", "private.key", "key.pem"].contains { name.contains($0) }
      || ["ssl_key", "sasl.oauthbearer.config", "sasl.oauthbearer.extensions"].contains(name)
  }

  /// The part of a variable's name that means the property; nil where none does.
  static func variablePart(of name: String) -> String? {
    let part = name.uppercased().replacing(".", with: "_")
    let isExact = inVariable(part[...]) == name && !part.hasSuffix(SettingSource.secretFileSuffix)
    return isExact ? part : nil
  }

  /// `SASL_PASSWORD` of a variable's name is `sasl.password`.
  static func inVariable(_ part: Substring) -> String {
    String(part.lowercased().map { $0 == "_" ? "." : $0 })
  }
}
