public import CustomerContract

/// What the user says of a file, and the limits that its rows are held against.
public struct ImportOptions: Equatable, Sendable {
  /// nil: by the file's name, else by its beginning.
  public var format: RowFormat?
  /// The encoding of a file without a byte-order mark; nil: UTF-8.
  public var encoding: TextEncoding?
  /// nil: by the header.
  public var delimiter: UInt8?
  public var columns: ColumnOptions
  public var limits: Limits

  public init(
    format: RowFormat? = nil, encoding: TextEncoding? = nil, delimiter: UInt8? = nil,
    columns: ColumnOptions = ColumnOptions(), limits: Limits = Limits()
  ) {
    (self.format, self.encoding, self.delimiter) = (format, encoding, delimiter)
    (self.columns, self.limits) = (columns, limits)
  }
}
