/// The memory in which a lane has put its results so far: each transaction uses that of the one before it again.
struct ResultMemory {
  /// More than the results of one transaction take.
  private static let bytesMaximum = 64 << 10

  private var bounds: Range<UInt>?

  /// Whether the result lies near all others.
  mutating func holds(_ result: PublishedResult) -> Bool {
    let start = UInt(bitPattern: result.memory.baseAddress)
    let end = start + UInt(result.memory.count)
    let others = bounds ?? start..<end
    let all = min(others.lowerBound, start)..<max(others.upperBound, end)
    bounds = all
    return all.count <= Self.bytesMaximum
  }
}
