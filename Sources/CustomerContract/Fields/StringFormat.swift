/// A format of a string; the names are JSON Schema's.
public enum StringFormat: String, Sendable, CaseIterable {
  /// RFC 3339, section 5.6: `date-time`.
  case dateTime = "date-time"
  /// RFC 3986, appendix A: `URI`.
  case uri
  /// RFC 5321, section 4.1.2: `Mailbox`.
  case email
}
