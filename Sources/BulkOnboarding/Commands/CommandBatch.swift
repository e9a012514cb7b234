/// Some rows with their commands, in memory of their own that is used again.
// Safe: a batch belongs to the thread that fills it, or to the one that takes it; ranges lie within its memory.
@safe final class CommandBatch {
  static let bytesMaximum = 1 << 18
  private static let rowsMaximum = 1000

  struct Row {
    let number: Int
    let content: RowContent
    fileprivate let command: Range<Int>
  }

  private(set) var rows: [Row] = []
  private var memory: UnsafeMutablePointer<UInt8>
  private var capacity = 2 * bytesMaximum
  private var count = 0
  /// How much of the stored file was read with the last row.
  private(set) var storedBytesRead = 0
  /// Why reading ended, when it did so before the file's end.
  private(set) var error: ImportFileError?
  private(set) var isLast = false

  init() { unsafe memory = .allocate(capacity: capacity) }

  deinit { unsafe memory.deallocate() }

  /// Replaces the rows by the next ones.
  func fill(from source: inout CommandRows) {
    rows.removeAll(keepingCapacity: true)
    count = 0
    do throws(ImportFileError) {
      while count < Self.bytesMaximum, rows.count < Self.rowsMaximum {
        guard let content = try source.next() else {
          isLast = true
          break
        }
        let start = count
        if content == .command { append(source.command) }
        rows.append(Row(number: source.number, content: content, command: start..<count))
      }
    } catch {
      self.error = error
      isLast = true
    }
    storedBytesRead = source.storedBytesRead
  }

  private func append(_ command: RawSpan) {
    if capacity - count < command.byteCount {
      let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: count + command.byteCount)
      unsafe larger.update(from: memory, count: count)
      unsafe memory.deallocate()
      unsafe memory = larger
      capacity = count + command.byteCount
    }
    unsafe command.withUnsafeBytes { command in
      guard let start = command.baseAddress else { return }
      unsafe UnsafeMutableRawPointer(memory + count).copyMemory(from: start, byteCount: command.count)
    }
    count += command.byteCount
  }

  /// The command of one of the rows.
  @_lifetime(borrow self)
  func command(of row: Row) -> RawSpan {
    let span = unsafe RawSpan(_unsafeStart: memory + row.command.lowerBound, byteCount: row.command.count)
    return unsafe _overrideLifetime(span, borrowing: self)
  }
}
