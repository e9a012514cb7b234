internal import Glibc

/// The rows of CSV and TSV: RFC 4180, and what spreadsheets write beyond it.
///
/// A row ends with CR, LF or CRLF. A quote at the start of a cell opens it; any other is a character of its cell.
extension RowReader {
  /// Moves to the next record; `false` when more must be read, or at the end.
  @inline(__always) mutating func nextRecord() throws(ImportFileError) -> Bool {
    let lineEnd = unsafe min(
      lineFeed.next(from: start, in: buffer, end), carriageReturn.next(from: start, in: buffer, end))
    if unsafe quote.next(from: start, in: buffer, end) < lineEnd { return try nextQuotedRecord() }
    guard start < end, isComplete(lineEnd) else { return false }
    cells.removeAll()
    hasTextAfterQuote = false
    split(from: start, to: lineEnd)
    finish(at: lineEnd)
    return true
  }

  /// Whether a row that ends at an offset is known to: behind a carriage return a line feed may come.
  @inline(__always) private func isComplete(_ lineEnd: Int) -> Bool {
    if isAtEnd { return true }
    return unsafe lineEnd < end && (buffer[lineEnd] == UInt8(ascii: "\n") || lineEnd + 1 < end)
  }

  @inline(__always) private mutating func finish(at lineEnd: Int) {
    current = start..<lineEnd
    start = lineEnd
    guard start < end else { return }
    let isReturn = unsafe buffer[start] == UInt8(ascii: "\r")
    start &+= 1
    if isReturn, start < end, unsafe buffer[start] == UInt8(ascii: "\n") { start &+= 1 }
  }

  /// Takes the cells of a row that has no quotes.
  ///
  /// Eight bytes at a time: cells are short, and a call of `memchr` for each costs more than the cell.
  @inline(__always) private mutating func split(from first: Int, to last: Int) {
    let pattern = UInt64(layout.delimiter) &* 0x0101_0101_0101_0101
    var cellStart = 0
    var at = first
    while at < last {
      let word = unsafe UInt64(littleEndian: UnsafeRawPointer(buffer + at).loadUnaligned(as: UInt64.self)) ^ pattern
      // The highest bit of each byte that is zero, exactly.
      var marks = ~((word & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7F7F_7F7F_7F7F_7F7F | word | 0x7F7F_7F7F_7F7F_7F7F)
      if last &- at < 8 { marks &= (1 &<< UInt64(truncatingIfNeeded: (last &- at) &* 8)) &- 1 }
      while marks != 0 {
        let cellEnd = at &- first &+ marks.trailingZeroBitCount &>> 3
        cells.append(plain: cellStart, cellEnd)
        cellStart = cellEnd &+ 1
        marks &= marks &- 1
      }
      at &+= 8
    }
    cells.append(plain: cellStart, last &- first)
    cells.areEmpty = last &- first == cells.count &- 1
  }

  private mutating func append(_ from: Int, _ to: Int, isQuoted: Bool, hasDoubledQuotes: Bool) {
    cells.append(
      Cell(
        start: Int32(truncatingIfNeeded: from &- start), end: Int32(truncatingIfNeeded: to &- start),
        isQuoted: isQuoted, hasDoubledQuotes: hasDoubledQuotes))
  }

  // MARK: Rows with quotes

  /// Reads a row with quotes, from its beginning again when more of it has come.
  private mutating func nextQuotedRecord() throws(ImportFileError) -> Bool {
    cells.removeAll()
    hasTextAfterQuote = false
    // Marks never go back, and this row may have to be read again.
    var feed = unsafe lineFeed
    var carriage = unsafe carriageReturn
    var at = start
    while true {
      if at < end, unsafe buffer[at] == UInt8(ascii: "\"") {
        guard let text = try quotedText(from: at) else { return false }
        at = text.end + 1
        let isEnd = unsafe at == end || isDelimiterOrEnd(buffer[at])
        append(text.start, text.end, isQuoted: true, hasDoubledQuotes: text.hasDoubledQuotes)
        if !isEnd { hasTextAfterQuote = true }
      } else {
        let lineEnd = unsafe min(feed.next(from: at, in: buffer, end), carriage.next(from: at, in: buffer, end))
        let cellEnd = delimiter(from: at, to: lineEnd) ?? lineEnd
        append(at, cellEnd, isQuoted: false, hasDoubledQuotes: false)
        at = cellEnd
      }
      if hasTextAfterQuote {
        // What follows a closing quote is no part of any cell; the row is unreadable, and ends where its line does.
        let lineEnd = unsafe min(feed.next(from: at, in: buffer, end), carriage.next(from: at, in: buffer, end))
        at = delimiter(from: at, to: lineEnd) ?? lineEnd
      }
      if at < end, unsafe buffer[at] == layout.delimiter {
        at += 1
        continue
      }
      guard isComplete(at) else { return false }
      unsafe (lineFeed, carriageReturn) = (feed, carriage)
      finish(at: at)
      return true
    }
  }

  private func isDelimiterOrEnd(_ byte: UInt8) -> Bool {
    byte == layout.delimiter || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  private func delimiter(from: Int, to: Int) -> Int? {
    guard let found = unsafe memchr(buffer + from, Int32(layout.delimiter), to - from) else { return nil }
    return unsafe UnsafeRawPointer(found) - UnsafeRawPointer(buffer)
  }

  /// The text between the quote at an offset and the one that closes it; nil when more must be read.
  private func quotedText(
    from open: Int
  ) throws(ImportFileError) -> (start: Int, end: Int, hasDoubledQuotes: Bool)? {
    var at = open + 1
    var hasDoubledQuotes = false
    while true {
      let found = unsafe memchr(buffer + at, Int32(UInt8(ascii: "\"")), end - at)
      let close = unsafe found.map { unsafe UnsafeRawPointer($0) - UnsafeRawPointer(buffer) }
      if (close ?? end) - open - 1 > cellBytesMaximum { throw notClosed(cellBytesMaximum) }
      guard let close else {
        if isAtEnd { throw conversionError(column: cells.count + 1) ?? notClosed(nil) }
        return nil
      }
      if close + 1 == end, !isAtEnd { return nil }
      guard close + 1 < end, unsafe buffer[close + 1] == UInt8(ascii: "\"") else {
        return (open + 1, close, hasDoubledQuotes)
      }
      hasDoubledQuotes = true
      at = close + 2
    }
  }

  private func notClosed(_ bytes: Int?) -> ImportFileError {
    .quoteNotClosed(CellLocation(row: number + 1, column: cells.count + 1, name: nil), bytes: bytes)
  }
}
