/// The file of a job, by what does not change when it is moved or renamed.
package struct JobFile: Codable, Sendable, Equatable {
  /// The last part of its path, for people.
  package var name: String
  /// The number of bytes of its text, which is uncompressed and in UTF-8.
  package var bytes: Int
  /// The SHA-256 of its text, in hexadecimal digits.
  package var digest: String
  /// The number of its rows without the header; blank and unreadable ones count.
  package var rows: Int
  /// The number of the last row, which counts the header.
  package var lastRow: Int
  /// The number of rows whose key stood before: several such rows are one customer. Nil where nobody counted.
  package var repeatedKeys: Int?

  package init(name: String, bytes: Int, digest: String, rows: Int, lastRow: Int, repeatedKeys: Int? = nil) {
    self.name = name
    self.bytes = bytes
    self.digest = digest
    self.rows = rows
    self.lastRow = lastRow
    self.repeatedKeys = repeatedKeys
  }
}
