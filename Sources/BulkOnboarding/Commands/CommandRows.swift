public import CustomerContract

/// The rows of a file from a position on, and the command of each.
///
/// The same file and plan give the same rows, commands and keys, whenever and wherever.
public struct CommandRows: ~Copyable {
  private let plan: ImportPlan
  private let makesKeys: Bool
  private let commandBytesMaximum: Int
  private var reader: RowReader
  private var writer: CommandWriter
  private var keyBytes: [UInt8] = []
  /// nil where nobody asks for suspicious cells.
  private var inspector: CellInspector?
  /// Whether the current row is a CloudEvent.
  public private(set) var isEvent = false

  /// - Parameters:
  ///   - start: `plan.start`, or the position behind a row.
  ///   - limits: those of the workers.
  ///   - digest: that of the bytes before `start`, to go on with; nil where nobody asks for digests.
  ///   - makesKeys: whether rows get keys.
  public init(
    _ file: borrowing ImportFile, _ plan: ImportPlan, from start: FilePosition, limits: Limits,
    digest: FileDigest? = nil,
    makesKeys: Bool
  ) throws(ImportFileError) {
    self.plan = plan
    self.makesKeys = makesKeys
    commandBytesMaximum = limits.commandBytes
    reader = try RowReader(file, plan.layout, from: start, cellBytes: limits.commandBytes, digest: digest)
    writer = CommandWriter(plan.columns)
  }

  /// Looks at the cells of the rows to come for what spreadsheets have done to them; rows of JSON have none.
  ///
  /// - Parameter keysFolder: where keys are kept while duplicates are looked for, in files without a name.
  mutating func inspectCells(keysFolder: String) {
    if let columns = plan.columns { inspector = CellInspector(columns, keysFolder: keysFolder) }
  }

  /// Whether rows have cells that can be inspected.
  var haveCells: Bool { plan.columns != nil }

  /// What was found in the cells since `inspectCells`; nil when nobody looked.
  mutating func takeSuspicions() -> Suspicions? {
    guard let inspector = inspector.take() else { return nil }
    return inspector.finish()
  }

  /// Moves to the next row, the header not among them; nil at the end of the file.
  public mutating func next() throws(ImportFileError) -> RowContent? {
    do throws(ImportFileError) {
      guard try reader.next() else { return nil }
    } catch {
      throw error.naming(plan.columns)
    }
    guard let columns = plan.columns else { return line() }
    let content = record(columns)
    if inspector != nil { inspect(content) }
    return content
  }

  /// The number of the current row.
  public var number: Int { reader.number }

  /// The position behind the current row.
  public var position: FilePosition { reader.position }

  /// The digest of the file up to the current row's end; nil when no digest was given at the start.
  public mutating func prefixDigest() -> FileDigest? { reader.prefixDigest() }

  /// How much of the stored file is read, for those who show progress.
  public var storedBytesRead: Int { reader.storedBytesRead }

  /// The row's own bytes, without its line end.
  public var row: RawSpan {
    @_lifetime(borrow self) get { reader.row }
  }

  /// The line end of the row; empty at the end of a file that has none there.
  var lineEnd: RawSpan {
    @_lifetime(borrow self) get { reader.lineEnd }
  }

  /// The command: the value of its record.
  public var command: RawSpan {
    @_lifetime(borrow self) get {
      if plan.columns == nil { return reader.row }
      return writer.command
    }
  }

  /// The row's key, which is the key of its record.
  public var key: RawSpan {
    @_lifetime(borrow self) get { unsafe keyBytes.span.bytes }
  }

  /// Whether the record has the row's key as its `idempotency-key`: an event has an identity of its own.
  public var hasIdempotencyKey: Bool { !isEvent || plan.keyMember != nil }

  // MARK: Lines

  private mutating func line() -> RowContent {
    isEvent = false
    if Self.isBlank(reader.row) { return .blank }
    if reader.row.byteCount > commandBytesMaximum { return .unreadable(.tooLarge(bytes: commandBytesMaximum)) }
    if reader.mayBeEvent() {
      let found = EventRow.look(reader.row)
      if found.isEvent, found.hasCorrelation { return .unreadable(.ownCorrelation) }
      isEvent = found.isEvent
    }
    if let member = plan.keyMember { return takeKey(ofMember: member) }
    if makesKeys { RowKey.write(of: reader.row, to: &keyBytes) }
    return .command
  }

  private static func isBlank(_ row: RawSpan) -> Bool {
    for offset in 0..<row.byteCount {
      let byte = unsafe row.unsafeLoad(fromByteOffset: offset, as: UInt8.self)
      if byte != 0x20, byte != 0x09, byte != 0x0D { return false }
    }
    return true
  }

  private mutating func takeKey(ofMember member: String) -> RowContent {
    let text = Span<UInt8>(_bytes: reader.row)
    var value: Range<Int>? = 0..<text.count
    for name in member.split(separator: ".") {
      guard let object = value else { break }
      value = nil
      JSONMembers.forEach(of: text, in: object) { if $0.elementsEqual(name.utf8) { value = $1 } }
    }
    guard let value else { return .unreadable(.noKey) }
    let first = text[value.lowerBound]
    if let string = JSONMembers.string(text, value) {
      keyBytes = string
    } else if first == UInt8(ascii: "-") || first >= UInt8(ascii: "0") && first <= UInt8(ascii: "9") {
      keyBytes = value.map { text[$0] }
    } else {
      return .unreadable(.noKey)
    }
    return keyContent
  }

  /// What a row is by the key that its user gives it.
  private var keyContent: RowContent {
    keyBytes.isEmpty ? .unreadable(.noKey) : keyBytes.count > RowKey.bytesMaximum ? .unreadable(.keyTooLong) : .command
  }

  // MARK: Records

  private mutating func record(_ columns: ColumnPlan) -> RowContent {
    if reader.hasTextAfterQuote { return .unreadable(.textAfterQuote) }
    if reader.cells.areEmpty { return .blank }
    if reader.cells.count > columns.namedColumns, hasTextBehindColumns(columns) { return .unreadable(.extraCells) }
    reader.writeCommand(to: &writer)
    if command.byteCount > commandBytesMaximum { return .unreadable(.tooLarge(bytes: commandBytesMaximum)) }
    if let column = columns.keyColumn {
      keyBytes = column < reader.cells.count ? reader.text(of: reader.cells[column]) : []
      return keyContent
    }
    if makesKeys { writeKey() }
    return .command
  }

  private mutating func inspect(_ content: RowContent) {
    if content == .command {
      reader.inspect(by: &inspector)
    } else {
      inspector?.skip(row: reader.number)
    }
  }

  private func hasTextBehindColumns(_ columns: ColumnPlan) -> Bool {
    for index in columns.namedColumns..<reader.cells.count where !reader.cells[index].isEmpty {
      let isOwn = index >= columns.ownColumns && index < columns.names.count
      if !isOwn { return true }
    }
    return false
  }

  private mutating func writeKey() {
    var key = keyBytes
    keyBytes = []
    RowKey.write(of: command, to: &key)
    keyBytes = key
  }

  /// How many columns the current row has.
  var cellCount: Int { reader.cells.count }

  /// The offset in the row of the first byte of a cell's own text, or of the quote before it.
  func offset(ofCell column: Int) -> Int { reader.offset(ofCell: column) }
}

extension RowReader {
  /// Writes the command of the current row.
  func writeCommand(to writer: inout CommandWriter) {
    unsafe writer.write(buffer + current.lowerBound, bytes: current.count, cells)
  }

  /// Lets an inspector look at the current row.
  fileprivate func inspect(by inspector: inout CellInspector?) {
    unsafe inspector?.inspect(buffer + current.lowerBound, cells, row: number)
  }

  /// A cell as its writer meant it.
  func text(of cell: Cell) -> [UInt8] {
    let start = current.lowerBound + Int(cell.start)
    let bytes = unsafe UnsafeBufferPointer(start: buffer + start, count: cell.count)
    return unsafe cell.hasDoubledQuotes ? CellValue.withoutDoubledQuotes(bytes) : Array(bytes)
  }

  func offset(ofCell column: Int) -> Int {
    let cell = cells[column]
    return Int(cell.start) - (cell.isQuoted ? 1 : 0)
  }
}

extension ImportFileError {
  /// This error with the name of the column that it tells.
  func naming(_ columns: ColumnPlan?) -> ImportFileError {
    func named(_ cell: CellLocation) -> CellLocation {
      CellLocation(row: cell.row, column: cell.column, name: cell.column.flatMap { columns?.name(ofColumn: $0) })
    }
    return switch self {
    case .notUTF8(let cell, let offset): .notUTF8(named(cell), byteOffset: offset)
    case .notInEncoding(let encoding, let cell, let offset):
      .notInEncoding(encoding, named(cell), byteOffset: offset)
    case .quoteNotClosed(let cell, let bytes): .quoteNotClosed(named(cell), bytes: bytes)
    default: self
    }
  }
}
