/// What a result is made from beside the decision, for the length of one call of `encode`.
struct ResultRequest {
  /// Names the decision: `ce_id`.
  let id: UUIDValue
  /// The text that the decision's ranges are in.
  let text: PaddedBytes
  let key: PaddedBytes?
  /// Those that the result has besides the usual ones.
  let attributes: ResultAttributes
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
