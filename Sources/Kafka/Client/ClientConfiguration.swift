internal import Crdkafka

/// The properties of a client, each checked by librdkafka when it is set.
///
/// Clients that are made from one share nothing.
public struct ClientConfiguration: Sendable, CustomStringConvertible {
  private var values: [(name: String, value: String)] = []

  public init() {}

  /// The value set for a property; nil when it has librdkafka's default.
  public subscript(name: String) -> String? { values.last { $0.name == name }?.value }

  /// Sets a property to a value, instead of an earlier one.
  public mutating func set(_ name: String, _ value: String) throws(ConfigurationError) {
    try Self.apply(name, value, to: Self.emptyProperties())
    values.removeAll { $0.name == name }
    values.append((name, value))
  }

  /// Sets a property that older libraries do not have; returns whether this one knows it.
  ///
  /// Throws when the library knows the property and refuses the value.
  @discardableResult public mutating func setWhereKnown(
    _ name: String, _ value: String
  ) throws(ConfigurationError) -> Bool {
    do throws(ConfigurationError) {
      try set(name, value)
      return true
    } catch {
      guard error.isUnknownProperty else { throw error }
      return false
    }
  }

  /// The properties' names, without their values, which may be secrets.
  public var description: String { values.map(\.name).joined(separator: ", ") }

  /// Builds librdkafka's object.
  func makeProperties() throws(KafkaError) -> Native<PropertiesObject> {
    let properties = Self.emptyProperties()
    for (name, value) in values {
      do throws(ConfigurationError) {
        try Self.apply(name, value, to: properties)
      } catch {
        throw KafkaError(code: .invalidArgument, message: error.description)
      }
    }
    return properties
  }

  private static func emptyProperties() -> Native<PropertiesObject> {
    guard let properties = unsafe rd_kafka_conf_new() else {
      preconditionFailure("rd_kafka_conf_new gives an object, or ends the process where there is no memory")
    }
    return unsafe Native(owning: properties)
  }

  private static func apply(
    _ name: String, _ value: String, to properties: borrowing Native<PropertiesObject>
  ) throws(ConfigurationError) {
    let (result, reason) = ErrorBuffer.with { text, byteCount in
      unsafe rd_kafka_conf_set(properties.pointer, name, value, text, byteCount)
    }
    guard result != RD_KAFKA_CONF_OK else { return }
    throw ConfigurationError(
      property: name, value: value, reason: reason ?? "", isUnknownProperty: result == RD_KAFKA_CONF_UNKNOWN)
  }
}
