/// Why a string is not in its format. The raw values are stable, but more may come.
package enum FormatReason: String, Sendable, CaseIterable {
  case missingOffset = "missing_offset"
  case offsetWithoutColon = "offset_without_colon"
  case missingTime = "missing_time"
  case missingSeconds = "missing_seconds"
  case spaceForT = "space_for_t"
  case impossibleDate = "impossible_date"
  case notRFC3339 = "not_rfc3339"

  case noAt = "no_at"
  case displayName = "display_name"
  case several
  case localPart = "local_part"
  case domain

  case missingScheme = "missing_scheme"
  case illegalCharacter = "illegal_character"
  case percent
  case host

  /// White space where a URI or an address has none.
  case space
  case notASCII = "not_ascii"

  /// The formats whose strings can be wrong in this way.
  package var formats: [StringFormat] {
    switch self {
    case .missingOffset, .offsetWithoutColon, .missingTime, .missingSeconds, .spaceForT, .impossibleDate, .notRFC3339:
      [.dateTime]
    case .noAt, .displayName, .several, .localPart, .domain: [.email]
    case .missingScheme, .illegalCharacter, .percent, .host: [.uri]
    case .space, .notASCII: [.uri, .email]
    }
  }

  /// What is wrong, and what to do.
  package func sentence(_ format: StringFormat) -> String {
    switch self {
    case .missingOffset: "the offset from UTC is missing (Z, or one such as +01:00)"
    case .offsetWithoutColon: "the offset needs hours, a colon and minutes, such as +01:00"
    case .missingTime: "the time of day is missing"
    case .missingSeconds: "the seconds are missing"
    case .spaceForT: "a T belongs between date and time, not a space"
    case .impossibleDate: "there is no such date or time"
    case .notRFC3339: "the text has another form"
    case .noAt: "the @ is missing"
    case .displayName: "send the address alone, without a name and without angle brackets"
    case .several: "send one address, not several"
    case .localPart: "the part before the @ is not valid"
    case .domain: "the domain, which is the part after the @, is not valid"
    case .missingScheme: "the scheme is missing, such as https:// in front"
    case .illegalCharacter: "a character in it is not allowed and must be percent-encoded"
    case .percent: "a percent sign needs two hexadecimal digits behind it; the sign itself is %25"
    case .host: "the host or the port is not valid"
    case .space: "a space or other white space is in it"
    case .notASCII where format == .email:
      "a character in it is not ASCII and may be invisible; a domain with other letters is written in its xn-- form"
    case .notASCII:
      "a character in it is not ASCII: percent-encode it as UTF-8, or use the xn-- form in a host name"
    }
  }
}
