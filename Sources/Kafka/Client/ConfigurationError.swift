/// A client property that librdkafka does not take.
public struct ConfigurationError: Error, Sendable, Equatable, CustomStringConvertible {
  public let property: String
  /// librdkafka's reason, with `…` where it repeats the value, which may be a secret.
  public let reason: String
  /// Whether this library does not know the property at all (newer ones may).
  public let isUnknownProperty: Bool

  init(property: String, value: String, reason: String, isUnknownProperty: Bool) {
    self.property = property
    self.reason = Self.text(reason, without: value)
    self.isUnknownProperty = isUnknownProperty
  }

  public var description: String { "\(property): \(reason)" }

  /// Takes a value out of a text wherever it is no part of a longer word.
  private static func text(_ text: String, without value: String) -> String {
    if value.isEmpty { return text }
    var result = ""
    var rest = text[...]
    while let found = rest.firstRange(of: value) {
      let before = rest[..<found.lowerBound].last ?? result.last
      let after = rest[found.upperBound...].first
      let isWhole = [before, after].allSatisfy { $0.map { !$0.isLetter && !$0.isNumber } ?? true }
      // A long value has no place in the text of the library by chance.
      let isValue = isWhole || value.utf8.count > 3
      result += rest[..<found.lowerBound] + (isValue ? "…" : value)
      rest = rest[found.upperBound...]
    }
    return result + rest
  }
}
