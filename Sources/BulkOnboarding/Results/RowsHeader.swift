internal import CustomerContract

/// What stands around the rows of a file, and the columns that files of results add to it.
///
/// The user's own cells stay byte for byte. What is added begins with a text of our own and never repeats a value.
struct RowsHeader {
  /// In front, since an unreadable row may have any number of cells.
  static let unreadableColumns = ["import.row", "import.message"]

  private let layout: FileLayout
  /// The byte-order mark and the line `sep=;`.
  private let prefix: [UInt8]
  private let names: [UInt8]
  private let lineEnd: [UInt8]
  /// The number of columns that rows have in front of added ones.
  private let columns: Int

  init(_ file: borrowing ImportFile, _ plan: ImportPlan, _ limits: Limits) throws(ImportFileError) {
    layout = plan.layout
    var prefix: [UInt8] = []
    var reader = try RowReader(
      file, plan.layout, from: FilePosition(row: 0, byteOffset: 0), cellBytes: limits.commandBytes)
    try reader.skip(plan.layout.prefixBytes) { prefix = $0 }
    self.prefix = prefix
    guard let own = plan.columns?.ownColumns else {
      (names, lineEnd, columns) = ([], [0x0A], 0)
      return
    }
    repeat {
      guard try reader.next() else { throw .noHeader }
    } while reader.cells.areEmpty
    let hasOwn = own < (plan.columns?.names.count ?? 0)
    columns = hasOwn ? own : reader.cells.count
    guard columns <= reader.cells.count else { throw .changed }
    let end = columns < reader.cells.count ? reader.offset(ofCell: columns) - 1 : reader.row.byteCount
    names = Self.bytes(reader.row, end)
    lineEnd = Self.bytes(reader.lineEnd, reader.lineEnd.byteCount)
  }

  private static func bytes(_ span: RawSpan, _ count: Int) -> [UInt8] {
    unsafe span.extracting(first: count).withUnsafeBytes { unsafe Array($0) }
  }

  // MARK: The header

  func append(to bytes: inout [UInt8], before added: [String] = [], behind last: [String] = []) {
    bytes += prefix
    if layout.format == .json { bytes.append(UInt8(ascii: "[")) }
    guard layout.format.hasCells else { return }
    for name in added {
      bytes.append(text: name)
      bytes.append(layout.delimiter)
    }
    bytes += names
    for name in last {
      bytes.append(layout.delimiter)
      bytes.append(text: name)
    }
    bytes += lineEnd
  }

  /// Appends what stands behind the last row.
  func appendEnd(to bytes: inout [UInt8]) {
    if layout.format == .json { bytes.append(text: "\n]\n") }
  }

  // MARK: Rows

  /// Appends a row with its line end, and cells behind it.
  ///
  /// - Parameter isFirst: whether it is the first row of its file.
  func append(
    to bytes: inout [UInt8], _ rows: borrowing CommandRows, isFirst: Bool, behind added: [[UInt8]] = []
  ) {
    guard layout.format.hasCells else { return append(to: &bytes, whole: rows, isFirst: isFirst) }
    let hasMore = rows.cellCount > columns
    bytes += Self.bytes(rows.row, hasMore ? rows.offset(ofCell: columns) - 1 : rows.row.byteCount)
    if !added.isEmpty {
      for _ in min(rows.cellCount, columns)..<columns { bytes.append(layout.delimiter) }
      for cell in added {
        bytes.append(layout.delimiter)
        append(cell, to: &bytes)
      }
    }
    bytes += rows.lineEnd.byteCount > 0 ? Self.bytes(rows.lineEnd, rows.lineEnd.byteCount) : lineEnd
  }

  /// Appends cells, and a row behind them as it is.
  func append(to bytes: inout [UInt8], cells added: [[UInt8]], before rows: borrowing CommandRows, isFirst: Bool) {
    if layout.format.hasCells {
      for cell in added {
        append(cell, to: &bytes)
        bytes.append(layout.delimiter)
      }
    }
    append(to: &bytes, whole: rows, isFirst: isFirst)
  }

  private func append(to bytes: inout [UInt8], whole rows: borrowing CommandRows, isFirst: Bool) {
    if layout.format == .json { bytes.append(text: isFirst ? "\n" : ",\n") }
    bytes += Self.bytes(rows.row, rows.row.byteCount)
    if layout.format == .json { return }
    bytes += rows.lineEnd.byteCount > 0 ? Self.bytes(rows.lineEnd, rows.lineEnd.byteCount) : lineEnd
  }

  private func append(_ cell: [UInt8], to bytes: inout [UInt8]) {
    let quote = UInt8(ascii: "\"")
    guard cell.contains(where: { [layout.delimiter, quote, 0x0A, 0x0D].contains($0) }) else {
      bytes += cell
      return
    }
    bytes.append(quote)
    for byte in cell {
      if byte == quote { bytes.append(quote) }
      bytes.append(byte)
    }
    bytes.append(quote)
  }
}

extension RejectedRow {
  /// The cells of `import.codes`, `import.fields` and `import.message`.
  var cells: [[UInt8]] {
    [
      Array(failures.map { Array($0.code.utf8) }.joined(separator: [0x20])),
      Array(failures.map(\.pointer).joined(separator: [0x20])),
      Array(failures.map(\.message).joined(separator: Array("; ".utf8))),
    ]
  }
}
