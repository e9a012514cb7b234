/// The value of the header `idempotency-key`.
enum IdempotencyKey {
  static let bytesMaximum = 255

  /// Without one pair of surrounding double quotes (the header of draft-ietf-httpapi-idempotency-key is a quoted
  /// string); nil when it is empty or too long.
  static func read(_ headers: RecordHeaders) -> [UInt8]? {
    guard var key = headers[.idempotencyKey] else { return nil }
    if key.count >= 2, key.first == UInt8(ascii: "\""), key.last == UInt8(ascii: "\"") {
      key = Array(key.dropFirst().dropLast())
    }
    return key.isEmpty || key.count > bytesMaximum ? nil : key
  }
}
