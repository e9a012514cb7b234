/// What became of one row that was a command.
public enum RowAnswer: Sendable {
  /// - Parameter position: the JSON object of the result.
  case accepted(customerID: String, position: [UInt8])
  case rejected(RejectedRow)
  /// Sent, and never to be answered.
  case unprocessed(UnprocessedReason)
  /// Sent, and still to be answered.
  case waiting
  case unsent
}

/// Why a row that was sent will not be answered.
public enum UnprocessedReason: String, Sendable, CaseIterable, Codable {
  /// Its command was deleted before a worker read it.
  case deleted
  /// Its result was deleted before it was read here.
  case resultExpired = "result_expired"
}
