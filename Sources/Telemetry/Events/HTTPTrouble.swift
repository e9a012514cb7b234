/// The library of the HTTP port reports a fault.
public struct HTTPTrouble: Event {
  public static let name = "http-trouble"
  public static let advice =
    "Nothing, when clients break off or send what is no request. If it repeats, look at who connects to the port."

  /// What the library says.
  public let problem: String
  /// Whether the process ends because of it.
  public let isFatal: Bool

  public init(problem: String, isFatal: Bool) {
    self.problem = problem
    self.isFatal = isFatal
  }

  public var level: LogLevel { isFatal ? .error : .debug }
  public var message: String { "libmicrohttpd: \(problem)" }
  /// Any client can cause it at any rate: one line a minute, whatever they say.
  public var repetitionKey: String? { isFatal ? nil : "" }
}
