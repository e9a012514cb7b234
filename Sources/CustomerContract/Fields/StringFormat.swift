/// A format of a string; the names are JSON Schema's.
public enum StringFormat: String, Sendable, CaseIterable {
  /// RFC 3339, section 5.6: `date-time`.
  case dateTime = "date-time"
  /// RFC 3986, appendix A: `URI`.
  case uri
  /// RFC 5321, section 4.1.2: `Mailbox`.
  case email
}

extension StringFormat {
  /// The format in the words of a message, with the standard that defines it.
  package var title: String {
    switch self {
    case .dateTime: "a date and time as RFC 3339 has it, such as 2024-01-15T09:00:00Z"
    case .uri: "a URI as RFC 3986 has it, with its scheme"
    case .email: "an e-mail address as RFC 5321 has it"
    }
  }
}
