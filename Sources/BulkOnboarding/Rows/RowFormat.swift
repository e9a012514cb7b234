/// How a file is divided into rows.
public enum RowFormat: String, Sendable, Codable, CaseIterable {
  /// A command on each line.
  case ndjson
  /// One array of commands.
  case json
  case csv, tsv

  /// The ending of the names of files in this format, without a dot.
  var fileExtension: String { rawValue }

  /// Whether rows have cells, under the names of a header.
  public var hasCells: Bool { self == .csv || self == .tsv }
}

/// What is known of a file once its beginning is read. It stands in the record that opens an import.
public struct FileLayout: Equatable, Sendable, Codable {
  public let format: RowFormat
  /// The byte between cells; of JSON it means nothing.
  public let delimiter: UInt8
  /// The bytes before the first row: a byte-order mark, the line `sep=;`.
  public let prefixBytes: Int
  /// The encoding that the file is converted from; nil for UTF-8, which is read as it is.
  public let convertedFrom: TextEncoding?

  public init(format: RowFormat, delimiter: UInt8, prefixBytes: Int, convertedFrom: TextEncoding? = nil) {
    (self.format, self.delimiter, self.prefixBytes) = (format, delimiter, prefixBytes)
    self.convertedFrom = convertedFrom
  }

  /// This layout with another byte between cells.
  func with(delimiter: UInt8) -> FileLayout {
    FileLayout(format: format, delimiter: delimiter, prefixBytes: prefixBytes, convertedFrom: convertedFrom)
  }
}

/// How far a file is read: the number of the last row, and the offset behind its end.
public struct FilePosition: Equatable, Sendable, Codable {
  /// 0 before the first row.
  public let row: Int
  /// In the file's text: behind decompression, and in UTF-8.
  public let byteOffset: Int

  public init(row: Int, byteOffset: Int) { (self.row, self.byteOffset) = (row, byteOffset) }
}
