/// Looks at the cells of rows for what spreadsheets and exports have done to them.
///
/// Most cells are passed over by the kinds of characters that they have; the others are compared with the forms of
/// `SuspiciousText`.
// Safe: cells lie within the row, which lives as long as a call.
@safe struct CellInspector: ~Copyable {
  private let plan: ColumnPlan
  private let columns: [InspectedColumn]
  private let names: [[UInt8]]
  /// What was found in each of the columns.
  private var tallies: [SuspicionTally]
  private var widths: [DigitWidths]
  private var haveText: [Bool]
  private var headers = SuspicionTally()
  /// The index among `columns` of what should be one customer's; nil where no column is.
  private let accountColumn: Int?
  private let emailColumn: Int?
  private var accountKeys: DuplicateKeys
  private var emailKeys: DuplicateKeys
  private var rows = 0
  private var lastRow = 0

  /// - Parameter keysFolder: where keys are kept while duplicates are looked for, in files without a name.
  init(_ plan: ColumnPlan, keysFolder: String) {
    self.plan = plan
    columns = plan.names.indices.compactMap { InspectedColumn(plan, column: $0) }
    names = plan.names.map { Array($0.utf8) }
    tallies = columns.map { _ in SuspicionTally() }
    widths = columns.map { _ in DigitWidths() }
    haveText = columns.map { _ in false }
    accountColumn = columns.firstIndex { $0.field == "accountNumber" }
    emailColumn = columns.firstIndex { $0.field == "primaryEmail" }
    accountKeys = DuplicateKeys(in: keysFolder)
    emailKeys = DuplicateKeys(in: keysFolder)
  }

  /// Passes a row without a command.
  mutating func skip(row: Int) { lastRow = row }

  /// Looks at a row.
  ///
  /// - Parameter bytes: the row's first byte.
  @unsafe mutating func inspect(_ bytes: UnsafePointer<UInt8>, _ cells: borrowing CellList, row: Int) {
    rows += 1
    lastRow = row
    if unsafe isHeader(bytes, cells) { headers.record(.repeatedHeader, row: row) }
    for index in columns.indices {
      let column = columns[index].column
      guard column < cells.count else { break }
      let cell = cells[column]
      if cell.isEmpty { continue }
      haveText[index] = true
      let text = unsafe UnsafeBufferPointer(start: bytes + Int(cell.start), count: cell.count)
      if index == accountColumn {
        unsafe accountKeys.add(RawSpan(_unsafeBytes: UnsafeRawBufferPointer(text)), row: row)
      }
      if index == emailColumn { unsafe emailKeys.add(RawSpan(_unsafeBytes: UnsafeRawBufferPointer(text)), row: row) }
      if cell.hasDoubledQuotes || columns[index].conversion != nil {
        unsafe inspect(cell.hasDoubledQuotes ? CellValue.withoutDoubledQuotes(text) : Array(text), index, row)
      } else {
        unsafe inspect(Span(_unsafeElements: text), index, row)
      }
    }
  }

  /// Looks at a text that is not as it stands in the row.
  private mutating func inspect(_ text: [UInt8], _ index: Int, _ row: Int) {
    var text = text
    switch columns[index].conversion?.convert(text) {
    case .text(let converted), .string(let converted): text = converted
    case nil: break
    }
    if !text.isEmpty { inspect(text.span, index, row) }
  }

  @inline(__always) private mutating func inspect(_ text: Span<UInt8>, _ index: Int, _ row: Int) {
    let classes = CellClasses(of: text)
    let use = columns[index].use
    if classes == .digit, use.isText {
      widths[index].add(width: text.count, beginsWithZero: text[0] == UInt8(ascii: "0"), row: row)
    }
    if SuspiciousText.isUsual(text, classes, use) { return }
    if let kind = SuspiciousText.kind(of: text, classes, columns[index]) { tallies[index].record(kind, row: row) }
  }

  private func isHeader(_ bytes: UnsafePointer<UInt8>, _ cells: borrowing CellList) -> Bool {
    for column in names.indices {
      guard column < cells.count, cells[column].count == names[column].count else { return false }
      let text = unsafe UnsafeBufferPointer(start: bytes + Int(cells[column].start), count: cells[column].count)
      guard unsafe text.elementsEqual(names[column]) else { return false }
    }
    return true
  }

  // MARK: The end

  /// What was found in all rows, but for rows that are equal.
  consuming func finish() -> Suspicions {
    var found = Suspicions()
    for (index, column) in columns.enumerated() {
      let name = plan.names[column.column]
      tallies[index].add(to: &found, column: name)
      let lost = widths[index].lost(isPostalCode: column.use == .postalCode)
      if lost.rows > 0 {
        found.insert(.init(kind: .lostZeros, column: name, rows: lost.rows, firstRows: lost.firstRows))
      }
      if rows > 0, !haveText[index] { found.insert(.init(kind: .emptyColumn, column: name)) }
    }
    headers.add(to: &found, column: nil)
    // Those of a spreadsheet before 2007 and of one since; the header is among them, or counted beside them.
    let limits = [65_536, 1_048_576]
    if limits.contains(lastRow) || limits.contains(lastRow - plan.headerEnd.row) {
      found.insert(.init(kind: .rowLimit, column: nil, rows: 1, firstRows: [lastRow]))
    }
    let names = columns.map { plan.names[$0.column] }
    found.insert(accountKeys.find(), .duplicateValue, column: accountColumn.map { names[$0] })
    found.insert(emailKeys.find(), .duplicateValue, column: emailColumn.map { names[$0] })
    return found
  }
}
