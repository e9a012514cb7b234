/// Why a file cannot be imported; nothing of it is sent.
public enum ImportFileError: Error, Equatable, Sendable {
  /// The system's reason.
  case unreadable(String)
  case notRegular
  /// Standard input cannot be copied to a folder.
  case cannotCopy(folder: String, reason: String)
  case foreign(ForeignFile)
  /// What is compressed ends too early or is not what was compressed; the row that was reached, when one was.
  case damaged(String, afterRow: Int)
  case changed
  case noHeader
  case notUTF8(CellLocation, byteOffset: Int)
  /// A quote that is not closed within so many bytes; nil: before the file's end.
  case quoteNotClosed(CellLocation, bytes: Int?)
  case rowTooLong(row: Int, bytes: Int)
  /// Every error of the header and of the options that concern it.
  case header([HeaderError])
}

/// A cell as a spreadsheet shows it: row and column from 1.
public struct CellLocation: Equatable, Sendable {
  public let row: Int
  public let column: Int
  /// The column's name in the header; nil in the header itself and past its end.
  public let name: String?
}
