/// The form of a log line; the names are those of the setting `log.format`.
public enum LogFormat: String, Sendable, CaseIterable {
  /// One JSON object a line.
  case json
  /// A readable line.
  case text
}
