internal import Crdkafka

/// The properties of a client, each checked by librdkafka when it is set.
///
/// A value: clients made from it share nothing.
public struct ClientConfiguration: Sendable, CustomStringConvertible {
  private var values: [(name: String, value: String)] = []

  public init() {}

  /// The value set for a property; nil when it has librdkafka's default.
  public subscript(name: String) -> String? { values.last { $0.name == name }?.value }

  /// Sets a property to a value, in place of an earlier one.
  public mutating func set(_ name: String, _ value: String) throws(ConfigurationError) {
    guard let scratch = unsafe rd_kafka_conf_new() else { return }
    defer { unsafe rd_kafka_conf_destroy(scratch) }
    try Self.apply(name, value, to: scratch)
    values.removeAll { $0.name == name }
    values.append((name, value))
  }

  /// Sets a property that older libraries do not have; says whether this one took it.
  @discardableResult public mutating func setWhereKnown(_ name: String, _ value: String) -> Bool {
    do {
      try set(name, value)
      return true
    } catch {
      return false
    }
  }

  /// Names only: values may be secrets.
  public var description: String { values.map(\.name).joined(separator: ", ") }

  /// Builds librdkafka's object. It is the caller's until `rd_kafka_new` succeeds.
  @safe package func makeProperties() throws(KafkaError) -> OpaquePointer {
    guard let properties = unsafe rd_kafka_conf_new() else { throw KafkaError(plain: .state) }
    for (name, value) in values {
      do {
        try Self.apply(name, value, to: properties)
      } catch {
        unsafe rd_kafka_conf_destroy(properties)
        throw KafkaError(plain: .invalidArgument, message: error.description)
      }
    }
    return unsafe properties
  }

  @safe private static func apply(_ name: String, _ value: String, to properties: OpaquePointer)
    throws(ConfigurationError)
  {
    var reason = ""
    let result = withErrorText { text, count in
      unsafe rd_kafka_conf_set(properties, name, value, text, count)
    } onText: {
      reason = $0
    }
    guard result != RD_KAFKA_CONF_OK else { return }
    throw ConfigurationError(
      property: name, value: value, reason: reason, isUnknownProperty: result == RD_KAFKA_CONF_UNKNOWN)
  }
}
