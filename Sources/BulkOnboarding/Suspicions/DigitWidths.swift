/// The lengths of a column's cells that are digits alone: zeros that were lost make some shorter than the others.
struct DigitWidths {
  private static let widest = 20

  private var counts = [Int](repeating: 0, count: widest + 1)
  private var firstRows = [[Int]](repeating: [], count: widest + 1)
  /// The widths of cells that begin with a zero, a bit each.
  private var zeroWidths: UInt32 = 0

  mutating func add(width: Int, beginsWithZero: Bool, row: Int) {
    guard width <= Self.widest else { return }
    counts[width] += 1
    if firstRows[width].count < 3 { firstRows[width].append(row) }
    if beginsWithZero, width > 1 { zeroWidths |= 1 << UInt32(width) }
  }

  /// The cells that have lost zeros, by what the others are like.
  ///
  /// Where all cells that begin with a zero are equally long, zeros fill the column up, and shorter cells have lost some.
  /// Postal codes of a country are equally long, so those that are one digit shorter than most have lost one.
  func lost(isPostalCode: Bool) -> (rows: Int, firstRows: [Int]) {
    if zeroWidths.nonzeroBitCount == 1 { return sum(1..<zeroWidths.trailingZeroBitCount) }
    guard isPostalCode, zeroWidths == 0, let width = counts.indices.max(by: { counts[$0] < counts[$1] }), width > 3,
      counts[width - 1] * 2 < counts[width]
    else { return (0, []) }
    return sum((width - 1)..<width)
  }

  private func sum(_ widths: Range<Int>) -> (rows: Int, firstRows: [Int]) {
    (counts[widths].reduce(0, +), Array(firstRows[widths].joined().sorted().prefix(3)))
  }
}
