/// Some rows of a file, ready to be produced, in memory of its own.
// Safe: the memory lives as long as the batch; rows are added before it is handed over, and only read after that.
@safe final class RowBatch: @unchecked Sendable {
  struct Row {
    let number: Int
    fileprivate let start: Int
    fileprivate let keyCount: Int
    fileprivate let valueCount: Int
    /// Whether the key is the row's `idempotency-key` too.
    let hasIdempotencyKey: Bool
  }

  static let bytesMaximum = 1 << 18

  private(set) var rows: [Row] = []
  private(set) var byteCount = 0
  /// Behind the last row.
  var end: SentPosition
  /// Whether the file ends there.
  var isAtEnd = false
  private var memory: UnsafeMutableRawBufferPointer

  /// - Parameter start: before the first row.
  init(after start: SentPosition) {
    end = start
    unsafe memory = .allocate(byteCount: Self.bytesMaximum, alignment: 16)
  }

  deinit { unsafe memory.deallocate() }

  func append(number: Int, key: RawSpan, value: RawSpan, hasIdempotencyKey: Bool) {
    let start = byteCount
    reserve(key.byteCount + value.byteCount)
    copy(key)
    copy(value)
    rows.append(
      Row(
        number: number, start: start, keyCount: key.byteCount, valueCount: value.byteCount,
        hasIdempotencyKey: hasIdempotencyKey))
  }

  /// The key and the value of a row; they hold as long as the batch.
  @unsafe func content(_ row: Row) -> (key: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer) {
    let key = row.start..<(row.start + row.keyCount)
    let value = key.upperBound..<(key.upperBound + row.valueCount)
    return unsafe (
      UnsafeRawBufferPointer(rebasing: memory[key]), UnsafeRawBufferPointer(rebasing: memory[value])
    )
  }

  private func copy(_ bytes: RawSpan) {
    unsafe bytes.withUnsafeBytes { bytes in
      unsafe UnsafeMutableRawBufferPointer(rebasing: memory[byteCount...]).copyMemory(from: bytes)
    }
    byteCount += bytes.byteCount
  }

  private func reserve(_ count: Int) {
    let capacity = unsafe memory.count
    guard byteCount + count > capacity else { return }
    let larger = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(2 * capacity, byteCount + count), alignment: 16)
    unsafe larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: memory[..<byteCount]))
    unsafe memory.deallocate()
    unsafe memory = unsafe larger
  }
}
