public import CustomerContract

/// What the user says of a file, and the limits that its rows are held against.
public struct ImportOptions: Equatable, Sendable {
  /// nil: by the file's name, else by its beginning.
  public var format: RowFormat?
  /// nil: by the header.
  public var delimiter: UInt8?
  public var columns: ColumnOptions
  public var limits: Limits

  public init(
    format: RowFormat? = nil, delimiter: UInt8? = nil, columns: ColumnOptions = ColumnOptions(),
    limits: Limits = Limits()
  ) {
    (self.format, self.delimiter, self.columns, self.limits) = (format, delimiter, columns, limits)
  }
}
