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
    case .dateTime: "an RFC 3339 date-time, such as 2024-01-15T09:00:00Z"
    case .uri: "an RFC 3986 URI with its scheme, such as https://www.example.com/"
    case .email: "an RFC 5321 e-mail address, such as ada@example.com"
    }
  }
}
