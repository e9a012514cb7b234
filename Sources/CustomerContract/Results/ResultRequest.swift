/// What a result is made from, for the length of one call of `encode`.
struct ResultRequest {
  var decision: Decision
  /// Names the decision: `ce_id`.
  let id: UUIDValue
  /// The text that the decision's ranges are in.
  let text: ByteView
  let key: ByteView?
  /// Those that the result has besides the usual ones.
  let attributes: ResultAttributes
  let position: RecordPosition
  let context: DecisionContext
}

/// How much of a result is written, from everything down to what always fits.
struct ResultExtent {
  var hasKey: Bool
  /// The rejected command itself.
  var hasCommand = true
  /// Only the first error, and no header of the command's.
  var isSmallest = false

  /// There is nothing more to leave out.
  var isLast: Bool { isSmallest && !hasKey }
}
