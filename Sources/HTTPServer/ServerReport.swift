/// A fault that libmicrohttpd reports.
public struct ServerReport: Sendable {
  /// A line without its line feed.
  public let message: String
  /// Whether the library cannot go on: the process ends with `ExitCode.software` when the report has returned.
  public let isFatal: Bool
}
