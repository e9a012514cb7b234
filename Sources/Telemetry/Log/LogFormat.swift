/// The form of a log line; the names are those of the setting `log.format`.
public enum LogFormat: String, Sendable, CaseIterable {
  /// `text` on a terminal, `json` elsewhere.
  case auto
  /// One JSON object a line.
  case json
  /// A line for people.
  case text
}
