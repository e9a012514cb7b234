/// The cells of one row, in memory that is used again for the next.
// Safe: every index is checked, and the memory lives as long as the value.
@safe struct CellList: ~Copyable {
  private var memory: UnsafeMutablePointer<Cell>
  private var capacity = 64
  private(set) var count = 0
  /// Whether no cell has any text.
  var areEmpty = true

  init() { unsafe memory = .allocate(capacity: capacity) }

  deinit { unsafe memory.deallocate() }

  @inline(__always) subscript(index: Int) -> Cell {
    precondition(index >= 0 && index < count, "a row has no cells behind its last")
    return unsafe memory[index]
  }

  mutating func removeAll() {
    count = 0
    areEmpty = true
  }

  @inline(__always) mutating func append(_ cell: Cell) {
    if count == capacity { grow() }
    unsafe (memory + count).initialize(to: cell)
    count &+= 1
    if !cell.isEmpty { areEmpty = false }
  }

  /// Appends a cell without quotes, and leaves `areEmpty` to its caller.
  @inline(__always) mutating func append(plain start: Int, _ end: Int) {
    if count == capacity { grow() }
    unsafe (memory + count).initialize(
      to: Cell(
        start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end), isQuoted: false,
        hasDoubledQuotes: false))
    count &+= 1
  }

  private mutating func grow() {
    let larger = UnsafeMutablePointer<Cell>.allocate(capacity: capacity * 2)
    unsafe larger.update(from: memory, count: count)
    unsafe memory.deallocate()
    unsafe memory = larger
    capacity *= 2
  }
}
