/// The worker could not listen on its HTTP address until the start deadline.
public struct HTTPGivenUp: Event {
  public static let name = "http-given-up"
  public static let advice =
    "Give each worker of a machine an http.listen of its own (port 0 is any that is free), or set it to off. With the default address the worker goes on without its port; with one that was set it ends, to be started again."

  public let address: String
  /// The end of a sentence that begins with the address.
  public let reason: String
  /// Whether the worker ends; otherwise it goes on without the port.
  public let isEnd: Bool

  public init(address: String, reason: String, isEnd: Bool) {
    self.address = address
    self.reason = reason
    self.isEnd = isEnd
  }

  public var level: LogLevel { isEnd ? .error : .warning }
  public var message: String {
    "\(address) \(reason); \(isEnd ? "http.listen is set, so the worker ends" : "going on without probes, metrics and page")"
  }
  public var fields: [(name: String, value: FieldValue)] {
    [("address", .string(address))]
  }
}
