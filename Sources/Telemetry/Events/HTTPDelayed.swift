/// The worker cannot listen on its HTTP address yet; it goes on trying until the start deadline, and its lanes start meanwhile.
public struct HTTPDelayed: Event {
  public static let name = "http-delayed"
  public static let advice =
    "End the other process, or give each worker of a machine an http.listen of its own (port 0 is any that is free)."

  public let address: String
  /// The end of a sentence that begins with the address.
  public let reason: String

  public init(address: String, reason: String) {
    self.address = address
    self.reason = reason
  }

  public var level: LogLevel { .warning }
  public var message: String { "\(address) \(reason); trying again" }
  public var fields: [(name: String, value: FieldValue)] {
    [("address", .string(address))]
  }
}
