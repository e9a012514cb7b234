internal import CustomerContract

extension ImportPlan {
  /// Makes the plan for a file from its beginning and what the user says of it.
  ///
  /// - Throws: when the file is of another kind, or with all errors of its header.
  public init(_ file: borrowing ImportFile, _ options: ImportOptions) throws(ImportFileError) {
    let beginning = try FileBeginning(file, options)
    var (layout, delimiterIsKnown) = try beginning.layout(options)
    guard layout.format.hasCells else {
      let errors =
        options.columns.mapped.map { HeaderError.noColumn(option: "--map", name: $0.column, suggestion: nil) }
        + options.columns.ignored.map { .noColumn(option: "--ignore", name: $0, suggestion: nil) }
        + options.columns.values.map { .noColumn(option: "--map-value", name: $0.name, suggestion: nil) }
        + options.columns.optionsForCells.map { .noCells(option: $0) }
      if !errors.isEmpty { throw .header(errors) }
      (self.layout, columns, keyMember) = (layout, nil, options.columns.keyColumn)
      encodingVersion = RowEncoding.version
      return
    }
    let matcher = HeaderMatcher(options.columns)
    if !delimiterIsKnown { layout = try Self.layout(file, layout, options, matcher) }
    let header = try Header(file, layout, options.limits)
    if header.hasTextAfterQuote { throw .header([.textAfterQuote]) }
    let columns = try matcher.plan(header.names, headerEnd: header.end)
    (self.layout, self.columns, keyMember) = (layout, columns, nil)
    encodingVersion = RowEncoding.version(of: columns.cells)
  }

  /// The layout with the delimiter that splits the header into the most names of fields, else into the most names.
  private static func layout(
    _ file: borrowing ImportFile, _ layout: FileLayout, _ options: ImportOptions, _ matcher: HeaderMatcher
  ) throws(ImportFileError) -> FileLayout {
    var best = (layout: layout, matches: -1, names: 0)
    var notText: (error: ImportFileError, column: Int)?
    for delimiter in [",", ";", "\t", "|"].compactMap(\.utf8.first) {
      let candidate = layout.with(delimiter: delimiter)
      let names: [String]
      do throws(ImportFileError) {
        names = try Header(file, candidate, options.limits).names
      } catch {
        // A byte that is no text is in the way of each of them; the one that splits the header tells its column.
        guard let column = error.columnOfText else { throw error }
        if column > notText?.column ?? 0 { notText = (error, column) }
        continue
      }
      let matches = matcher.matches(names)
      if (matches, names.count) > (best.matches, best.names) { best = (candidate, matches, names.count) }
    }
    if let notText { throw notText.error }
    return best.layout
  }
}

extension ImportFileError {
  /// The column of a byte that is no character; nil for any other error.
  fileprivate var columnOfText: Int? {
    switch self {
    case .notUTF8(let cell, _), .notInEncoding(_, let cell, _): cell.column
    default: nil
    }
  }
}

/// The names of a file's columns: its first row that is not blank.
struct Header {
  let names: [String]
  let end: FilePosition
  /// Whether a name in quotes has more text behind it, which belongs to no name.
  let hasTextAfterQuote: Bool

  init(_ file: borrowing ImportFile, _ layout: FileLayout, _ limits: Limits) throws(ImportFileError) {
    var reader = try RowReader(
      file, layout, from: FilePosition(row: 0, byteOffset: layout.prefixBytes), cellBytes: limits.commandBytes)
    repeat {
      guard try reader.next() else { throw .noHeader }
    } while reader.cells.areEmpty
    names = (0..<reader.cells.count).map { String(decoding: reader.text(of: reader.cells[$0]), as: UTF8.self) }
    end = reader.position
    hasTextAfterQuote = reader.hasTextAfterQuote
  }
}
