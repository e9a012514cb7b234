/// The bounds of a command. Past them it is rejected, so that no parser downstream meets what it cannot read.
public struct Limits: Sendable, Equatable {
  /// Bytes of the record's value.
  public var commandBytes = 900_000
  /// Objects and arrays within each other; the command itself is the first. A result adds two levels, and the parsers of
  /// .NET stop at 64.
  public var depth = 62
  /// Members of one object.
  public var members = 1000
  /// Bytes of a member's name once its escapes are undone.
  public var nameBytes = 10_000
  /// Characters of one number.
  public var numberCharacters = 1000
  /// Errors that a result reports; the others are counted.
  public var errors = 100

  /// Headers of a record: Kafka's client library reads none of a record that has more.
  public static let headers = 100_000

  public init() {}
}
