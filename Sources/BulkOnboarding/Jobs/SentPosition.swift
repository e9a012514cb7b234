/// How far a file was sent: up to the end of a row.
package struct SentPosition: Codable, Sendable, Equatable {
  /// The number of the last row; 0 at the beginning.
  package var row: Int
  /// The numbers of rows up to there that were sent, that are blank, and of which no command can be made.
  package var sent: Int
  package var blank: Int
  package var unreadable: Int
  /// The number of bytes of the file's text up to there.
  package var byteOffset: Int
  /// The SHA-256 of those bytes, in hexadecimal digits; empty at the beginning.
  package var digest: String

  package init(row: Int, sent: Int, blank: Int, unreadable: Int, byteOffset: Int, digest: String) {
    self.row = row
    self.sent = sent
    self.blank = blank
    self.unreadable = unreadable
    self.byteOffset = byteOffset
    self.digest = digest
  }

  package static let beginning = SentPosition(
    row: 0, sent: 0, blank: 0, unreadable: 0, byteOffset: 0, digest: "")
}
