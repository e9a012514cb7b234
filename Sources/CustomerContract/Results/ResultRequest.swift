/// What a result is made from beside the decision, for the length of one call of `encode`.
struct ResultRequest {
  /// The decision's name: `ce_id`, and the numbers of the position in decimal.
  let name: ResultIdentity.DecisionName
  /// The text that the decision's ranges are in.
  let text: PaddedBytes
  /// nil is a null key.
  let key: Bytes?
  /// What the result has besides the usual members and headers.
  let attributes: ResultAttributes
  /// The command's partition.
  let partition: Int32
  /// Milliseconds since 1970.
  let time: Int64
  /// The largest record.
  let resultBytes: Int
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
