/// Lines of the log were dropped, since nobody read standard error; the worker does not wait for its reader.
public struct LogLinesDropped: Event {
  public static let name = "log-lines-dropped"
  public static let advice =
    "Look at what reads the worker's standard error: it was stuck, or too slow."

  public let count: Int

  public init(count: Int) {
    self.count = count
  }

  public var level: LogLevel { .warning }
  public var message: String {
    "\(count) lines of the log were dropped, since nobody read them"
  }
  public var fields: [(name: String, value: FieldValue)] {
    [("count", FieldValue(count))]
  }
}
