internal import CustomerContract

/// What a row is known by, in whatever file it stands: rows with one key make one customer.
///
/// The first 128 bits of the SHA-256 of the row's command, in base64url (RFC 4648, section 5) without padding; the cell of
/// `--key-column` where the user names one. Customers depend on it: it never changes for one version of `RowEncoding`.
enum RowKey {
  /// The longest key that names a customer.
  static let bytesMaximum = 255
  private static let digits: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

  /// Replaces `key` by the key of a command: 22 characters.
  static func write(of command: RawSpan, to key: inout [UInt8]) {
    var hash = SHA256Hash()
    hash.add(command)
    let words = hash.finish().words
    key.removeAll(keepingCapacity: true)
    // 21 digits of six bits, and one with the last two.
    for index in 0..<22 {
      let shift = 122 - 6 * index
      let bits = shift >= 64 ? words.0 >> UInt64(shift - 64) : shift >= 0 ? words.1 >> UInt64(shift) : words.1 << 4
      let carried = shift < 64 && shift > 58 ? words.0 << UInt64(64 - shift) : 0
      unsafe key.append(digits.utf8Start[Int((bits | carried) & 63)])
    }
  }
}
