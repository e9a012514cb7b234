internal import CustomerContract
internal import Glibc

/// Divides a file into rows, in memory that does not grow with the file.
///
/// A row's number is the one that a spreadsheet shows: the header is row 1, a blank line counts, and a record with line ends in
/// quotes is one row. Of NDJSON it is the line's number, of an array the element's from 1.
// Safe: ranges of rows and cells lie within the buffer, which lives as long as the value; its padding may be read.
@safe struct RowReader: ~Copyable {
  /// The bytes that may be read behind a row.
  static let padding = 64
  /// The bytes that are read at once.
  static let blockBytes = 1 << 20

  let layout: FileLayout
  private var source: FileText
  let cellBytesMaximum: Int
  private let rowBytesMaximum: Int
  /// nil where nobody asks for digests.
  private var digest: FileDigest?

  var buffer: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  /// `start..<end` is read and not handed out.
  var start = 0
  var end = 0
  var isAtEnd = false
  /// The offset in the file's text of the buffer's first byte.
  private var bufferOffset: Int
  private var digestedTo = 0
  private var checkedTo = 0
  /// The offset in the file of the first byte that is not UTF-8, where rows have cells.
  private var invalidOffset: Int?
  /// Why the text ends before the file does: its last row has begun, and is never handed out.
  private var unconverted: ImportFileError?

  var lineFeed = unsafe ByteMark(UInt8(ascii: "\n"))
  var carriageReturn = unsafe ByteMark(UInt8(ascii: "\r"))
  var quote = unsafe ByteMark(UInt8(ascii: "\""))
  private var backslash = unsafe ByteMark(UInt8(ascii: "\\"))
  private var specVersion = unsafe LettersMark("specversion")

  /// The number of the current row.
  private(set) var number: Int
  /// The current row in the buffer, without its line end.
  var current = 0..<0
  var cells = CellList()
  /// Whether something stands between the closing quote of a cell and the cell's end.
  var hasTextAfterQuote = false
  /// What comes next in an array.
  var nextPart = ArrayPart.opening
  /// How far the next element of an array was looked at.
  var objectScanner = ObjectScanner()

  /// - Parameters:
  ///   - start: behind the last row that is not to be read again.
  ///   - cellBytes: the most bytes of a cell, and of a row without cells.
  ///   - digest: that of the bytes before `start`; nil where nobody asks.
  ///   - blockBytes: small ones are for tests, which want rows to begin in one and to end in another.
  init(
    _ file: borrowing ImportFile, _ layout: FileLayout, from start: FilePosition, cellBytes: Int,
    digest: FileDigest? = nil, blockBytes: Int = blockBytes
  ) throws(ImportFileError) {
    self.layout = layout
    source = try file.text(from: start.byteOffset, convertedFrom: layout.convertedFrom)
    cellBytesMaximum = cellBytes
    // Cells that are left out and quotes that are doubled may make a row longer than its command.
    rowBytesMaximum = 4 * cellBytes + 1024
    self.digest = digest
    bufferOffset = start.byteOffset
    number = start.row
    if number > 0 { nextPart = .commaOrClosing }
    capacity = blockBytes
    unsafe buffer = .allocate(capacity: capacity + Self.padding)
    unsafe buffer.initialize(repeating: 0, count: capacity + Self.padding)
  }

  deinit { unsafe buffer.deallocate() }

  /// The bytes of the current row, without its line end.
  var row: RawSpan {
    @_lifetime(borrow self) get {
      let span = unsafe RawSpan(_unsafeStart: buffer + current.lowerBound, byteCount: current.count)
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

  /// The position behind the current row and its line end.
  var position: FilePosition { FilePosition(row: number, byteOffset: bufferOffset + start) }

  /// The line end of the current row; empty at the end of a file that has none there.
  var lineEnd: RawSpan {
    @_lifetime(borrow self) get {
      let span = unsafe RawSpan(_unsafeStart: buffer + current.upperBound, byteCount: start - current.upperBound)
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

  @_lifetime(borrow self)
  private func bytes(_ range: Range<Int>) -> RawSpan {
    let span = unsafe RawSpan(_unsafeStart: buffer + range.lowerBound, byteCount: range.count)
    return unsafe _overrideLifetime(span, borrowing: self)
  }

  /// How much of the stored file is read.
  var storedBytesRead: Int { source.storedBytesRead }

  /// The digest of the file up to the current row's end.
  mutating func prefixDigest() -> FileDigest? {
    sumUp(to: start)
    return digest
  }

  /// Moves to the next row; `false` at the end of the file.
  mutating func next() throws(ImportFileError) -> Bool {
    while true {
      if try nextRow() {
        if isAtEnd, current.upperBound == end, let error = conversionError(column: cells.count) { throw error }
        number += 1
        if let invalidOffset, invalidOffset < bufferOffset + start { throw notUTF8(invalidOffset) }
        return true
      }
      if isAtEnd {
        if let error = conversionError(column: 1) { throw error }
        return false
      }
      if end - start > rowBytesMaximum { throw .rowTooLong(row: number + 1, bytes: rowBytesMaximum) }
      try fill()
    }
  }

  @inline(__always) private mutating func nextRow() throws(ImportFileError) -> Bool {
    switch layout.format {
    case .csv, .tsv: try nextRecord()
    case .ndjson: nextLine()
    case .json: try nextElement()
    }
  }

  /// Passes bytes before the first row.
  ///
  /// - Parameter look: sees them.
  mutating func skip(_ bytes: Int, _ look: ([UInt8]) -> Void = { _ in }) throws(ImportFileError) {
    while end - start < bytes, !isAtEnd { try fill() }
    let last = min(end, start + bytes)
    look((start..<last).map { unsafe buffer[$0] })
    start = last
    current = start..<start
  }

  /// The error of the next row, where the text has ended at bytes that are no character of the file's encoding.
  ///
  /// - Parameter column: where they are, if rows have cells.
  func conversionError(column: Int) -> ImportFileError? {
    guard case .notInEncoding(let encoding, _, let offset) = unconverted else { return nil }
    let cell = CellLocation(row: number + 1, column: layout.format.hasCells ? column : nil, name: nil)
    return .notInEncoding(encoding, cell, byteOffset: offset)
  }

  private func notUTF8(_ offset: Int) -> ImportFileError {
    let inRow = Int32(max(0, offset - bufferOffset - current.lowerBound))
    var column = 1
    while column < cells.count, cells[column].start <= inRow { column += 1 }
    return .notUTF8(CellLocation(row: number, column: column, name: nil), byteOffset: offset)
  }

  /// Moves to the next line; `false` when more must be read, or at the end.
  private mutating func nextLine() -> Bool {
    let feed = unsafe lineFeed.next(from: start, in: buffer, end)
    if feed == end {
      guard isAtEnd, start < end else { return false }
      current = start..<end
      start = end
      return true
    }
    let hasReturn = unsafe feed > start && buffer[feed - 1] == UInt8(ascii: "\r")
    current = start..<(hasReturn ? feed - 1 : feed)
    start = feed + 1
    return true
  }

  /// Whether the current row may be a CloudEvent: few others have the letters of `specversion`, or escapes of ASCII letters.
  mutating func mayBeEvent() -> Bool {
    if unsafe specVersion.next(from: current.lowerBound, in: buffer, end) < current.upperBound { return true }
    var at = unsafe backslash.next(from: current.lowerBound, in: buffer, end)
    while at < current.upperBound {
      // `\u006` or `\u007`; the buffer's padding may be read.
      if unsafe buffer[at + 1] == UInt8(ascii: "u"), unsafe buffer[at + 3] == UInt8(ascii: "0"),
        unsafe buffer[at + 4] & 0xFE == UInt8(ascii: "6")
      {
        return true
      }
      at = unsafe backslash.next(from: at + 2, in: buffer, end)
    }
    return false
  }

  // MARK: The buffer

  private mutating func fill() throws(ImportFileError) {
    sumUp(to: start)
    if start > 0 {
      unsafe buffer.update(from: buffer + start, count: end - start)
      unsafe lineFeed.move(by: start)
      unsafe carriageReturn.move(by: start)
      unsafe quote.move(by: start)
      unsafe backslash.move(by: start)
      unsafe specVersion.move(by: start)
      bufferOffset += start
      (checkedTo, digestedTo) = (max(0, checkedTo - start), digestedTo - start)
      (start, end, current) = (0, end - start, 0..<0)
    }
    if end == capacity { grow() }
    let room = unsafe UnsafeMutableRawBufferPointer(start: buffer + end, count: capacity - end)
    do throws(ImportFileError) {
      let count = unsafe try source.read(into: room)
      isAtEnd = count == 0
      end += count
    } catch {
      switch error {
      case .damaged(let reason, _): throw .damaged(reason, afterRow: number)
      // The row that it is in has begun; its cells are looked for as if it ended here.
      case .notInEncoding: (unconverted, isAtEnd) = (error, true)
      default: throw error
      }
    }
    if layout.format.hasCells, invalidOffset == nil { checkUTF8() }
  }

  private mutating func grow() {
    let larger = capacity * 2
    let target = UnsafeMutablePointer<UInt8>.allocate(capacity: larger + Self.padding)
    unsafe target.update(from: buffer, count: end)
    unsafe (target + end).initialize(repeating: 0, count: larger + Self.padding - end)
    unsafe buffer.deallocate()
    unsafe buffer = target
    capacity = larger
  }

  private mutating func sumUp(to offset: Int) {
    if var sum = digest, offset > digestedTo {
      sum.add(bytes(digestedTo..<offset))
      digest = sum
    }
    digestedTo = offset
  }

  /// Checks what was read, but for a last character that has only begun.
  private mutating func checkUTF8() {
    var whole = end
    if !isAtEnd {
      // A character's first byte has both of its highest bits set, and three others follow at most.
      var first = end
      while first > checkedTo, end - first < 4, unsafe buffer[first - 1] & 0xC0 == 0x80 { first -= 1 }
      if first > checkedTo, unsafe buffer[first - 1] >= 0xC0 { whole = first - 1 }
    }
    guard whole > checkedTo else { return }
    if let offset = UTF8Check.firstInvalidOffset(bytes(checkedTo..<whole)) {
      invalidOffset = bufferOffset + checkedTo + offset
    }
    checkedTo = whole
  }
}
