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
  /// Bytes of a file that is converted to UTF-8 are no character of its encoding, which is named. The offset is that of the
  /// first of them, in the file as it was before compression.
  case notInEncoding(String, CellLocation, byteOffset: Int)
  /// This computer's C library cannot convert from the encoding, which is named.
  case noConversion(String)
  /// A JSON array has something else than the objects and commas that it may have. The row is the number of the element.
  case array(ArrayError, row: Int)
  /// A quote that is not closed within so many bytes; nil: before the file's end.
  case quoteNotClosed(CellLocation, bytes: Int?)
  case rowTooLong(row: Int, bytes: Int)
  /// Every error of the header and of the options that concern it.
  case header([HeaderError])
}

/// A cell as a spreadsheet shows it: row and column from 1.
public struct CellLocation: Equatable, Sendable {
  public let row: Int
  /// nil where rows have no cells.
  public let column: Int?
  /// The column's name in the header; nil in the header itself and past its end.
  public let name: String?
}
