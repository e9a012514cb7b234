/// Looks at the cells of rows for what spreadsheets and exports have done to them.
///
/// Most cells are passed over by the kinds of characters that they have; the others are compared with the forms of
/// `SuspiciousText`.
// Safe: cells lie within the row, which lives as long as a call.
@safe struct CellInspector: ~Copyable {
  private let plan: ColumnPlan
  private let columns: [InspectedColumn]
  private let names: [[UInt8]]
  private var tally = SuspicionTally()
  private var widths: [DigitWidths]
  private var haveText: [Bool]
  private let rowKeys: DuplicateKeys
  /// By column; nil where two rows may have one value.
  private let cellKeys: [DuplicateKeys?]
  private var rows = 0
  private var lastRow = 0

  /// - Parameter keysFolder: where keys are kept while duplicates are looked for, in files without a name.
  init(_ plan: ColumnPlan, keysFolder: String) {
    self.plan = plan
    columns = plan.names.indices.compactMap { InspectedColumn(plan, column: $0) }
    names = plan.names.map { Array($0.utf8) }
    widths = columns.map { _ in DigitWidths() }
    haveText = columns.map { _ in false }
    rowKeys = DuplicateKeys(.duplicateRow, column: SuspicionTally.noColumn, in: keysFolder)
    cellKeys = columns.map { column in
      column.isUnique ? DuplicateKeys(.duplicateValue, column: column.column, in: keysFolder) : nil
    }
  }

  /// Passes a row without a command.
  mutating func skip(row: Int) { lastRow = row }

  /// Looks at a row.
  ///
  /// - Parameters:
  ///   - bytes: the row's first byte.
  ///   - command: what is made of it.
  @unsafe mutating func inspect(
    _ bytes: UnsafePointer<UInt8>, _ cells: borrowing CellList, row: Int, command: RawSpan
  ) {
    rows += 1
    lastRow = row
    rowKeys.add(command, row: row)
    if unsafe isHeader(bytes, cells) { tally.record(.repeatedHeader, row: row) }
    for index in columns.indices {
      let column = columns[index].column
      guard column < cells.count else { break }
      let cell = cells[column]
      if cell.isEmpty { continue }
      haveText[index] = true
      let text = unsafe Span(_unsafeStart: bytes + Int(cell.start), count: cell.count)
      if cell.hasDoubledQuotes {
        let whole = unsafe text.withUnsafeBufferPointer { unsafe CellValue.withoutDoubledQuotes($0) }
        inspect(whole.span, index, row)
      } else {
        inspect(text, index, row)
      }
    }
  }

  private mutating func inspect(_ text: Span<UInt8>, _ index: Int, _ row: Int) {
    unsafe cellKeys[index]?.add(text.bytes, row: row)
    guard let conversion = columns[index].conversion else { return look(text, index, row) }
    switch conversion.convert(text.array) {
    case .text(let converted), .string(let converted): if !converted.isEmpty { look(converted.span, index, row) }
    }
  }

  @inline(__always) private mutating func look(_ text: Span<UInt8>, _ index: Int, _ row: Int) {
    let classes = CellClasses(of: text)
    if classes == .digit, columns[index].isText {
      widths[index].add(width: text.count, beginsWithZero: text[0] == UInt8(ascii: "0"), row: row)
    }
    if let kind = SuspiciousText.kind(of: text, classes, columns[index].use) {
      tally.record(kind, column: columns[index].column, row: row)
    }
  }

  private func isHeader(_ bytes: UnsafePointer<UInt8>, _ cells: borrowing CellList) -> Bool {
    for (column, name) in names.enumerated() {
      guard column < cells.count else { return false }
      let cell = cells[column]
      let text = unsafe UnsafeBufferPointer(start: bytes + Int(cell.start), count: cell.count)
      guard cell.count == name.count, unsafe text.elementsEqual(name) else { return false }
    }
    return true
  }

  // MARK: The end

  /// What was found in all rows.
  consuming func finish() -> Suspicions {
    for (index, column) in columns.enumerated() {
      let lost = widths[index].lost(isPostalCode: column.use == .postalCode)
      tally.record(.lostZeros, column: column.column, rows: lost.rows, first: lost.firstRows)
      if rows > 0, !haveText[index] { tally.record(.emptyColumn, column: column.column, rows: 0, first: []) }
    }
    // Those of a spreadsheet before 2007 and of one since; the header is among them, or counted beside them.
    let limits = [65_536, 1_048_576]
    if limits.contains(lastRow) || limits.contains(lastRow - plan.headerEnd.row) {
      tally.record(.rowLimit, rows: 1, first: [lastRow])
    }
    var found = Suspicions()
    for keys in [rowKeys] + cellKeys.compactMap({ $0 }) where !keys.finish(&tally) {
      found.areDuplicatesChecked = false
    }
    found.entries = tally.entries(plan.names)
    return found
  }
}

extension Span where Element == UInt8 {
  /// A copy of the bytes.
  fileprivate var array: [UInt8] { indices.map { self[$0] } }
}
