/// What is wrong with a string that is not in its format.
struct FormatViolation: Equatable {
  /// At least one, in the order of the string; a result names the first and describes all.
  var reasons: [FormatReason]
  /// The offset of the byte at fault; nil when no single character is.
  var offset: Int?

  init(_ reason: FormatReason, at offset: Int? = nil) {
    reasons = [reason]
    self.offset = offset
  }

  init(_ reasons: [FormatReason], at offset: Int? = nil) {
    self.reasons = reasons
    self.offset = offset
  }
}

extension StringFormat {
  /// What is wrong with a string that is not in this format. The bytes are UTF-8.
  func violation(of bytes: PaddedBytes) -> FormatViolation {
    switch self {
    case .dateTime: DateTime.violation(of: bytes)
    case .uri: UniformIdentifier.violation(of: bytes)
    case .email: Mailbox.violation(of: bytes)
    }
  }
}
