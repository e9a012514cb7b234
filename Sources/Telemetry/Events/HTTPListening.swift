/// The worker answers probes, scrapers and browsers.
public struct HTTPListening: Event {
  public static let name = "http-listening"
  public static let advice =
    "Nothing."

  /// The address with its port, which the system has chosen where the setting is 0.
  public let address: String

  public init(address: String) {
    self.address = address
  }

  public var level: LogLevel { .info }
  public var message: String { "the status page is at http://\(address)/" }
  public var fields: [(name: String, value: FieldValue)] {
    [("address", .string(address))]
  }
}
