/// The value of the header `idempotency-key`.
enum IdempotencyKey {
  static let bytesMaximum = 255

  /// Without one pair of surrounding double quotes (the header of draft-ietf-httpapi-idempotency-key is a quoted
  /// string); nil when it is empty or too long.
  static func read(_ headers: RecordHeaders) -> [UInt8]? {
    guard let key = headers[.idempotencyKey]?.withoutQuotes else { return nil }
    return key.isEmpty || key.count > bytesMaximum ? nil : key
  }
}
