internal import CustomerContract
internal import Glibc

/// Finds the rows whose key stood before in the file: they become the customers of earlier rows.
///
/// Keys are kept on the disk, as digests of 96 bits in buckets, so that memory does not grow with them: one megabyte, and a
/// hundredth of the bytes on the disk. Two keys of a hundred million have one digest by chance once in ten trillion files.
// Safe: each bucket has room for `bucketKeys`, and every index is below its count.
@safe public struct RepeatedKeys: ~Copyable {
  private struct Key: BitwiseCopyable {
    let high: UInt64
    let low: UInt32
    let row: UInt32

    func isRepeated(by other: Key) -> Bool { (high, low) == (other.high, other.low) }
  }

  /// The rows whose key an earlier row had.
  public struct Repetitions: Equatable, Sendable {
    public var rows = 0
    /// The first three.
    public var firstRows: [Int] = []
  }

  private static let bucketCount = 256
  private static let bucketKeys = 256
  private static let rowsShown = 3

  private let descriptor: FileDescriptor
  private let folder: String
  /// The keys of each bucket that are not on the disk, one bucket behind the other.
  private let memory: UnsafeMutablePointer<Key>
  private var counts = [Int](repeating: 0, count: bucketCount)
  /// The blocks on the disk, by bucket.
  private var blocks = [[UInt32]](repeating: [], count: bucketCount)
  private var blockCount = 0

  /// - Parameter folder: where the keys are kept, in a file without a name.
  public init(in folder: String) throws(ImportFileError) {
    let descriptor = try UnnamedFile.make(in: folder)
    self.descriptor = descriptor
    self.folder = folder
    unsafe memory = .allocate(capacity: Self.bucketCount * Self.bucketKeys)
  }

  deinit { unsafe memory.deallocate() }

  /// Adds the key of a row. Rows are added in ascending order.
  public mutating func add(_ key: RawSpan, row: Int) throws(ImportFileError) {
    var hash = SHA256Hash()
    hash.add(key)
    let words = hash.finish().words
    let bucket = Int(words.0 & 0xFF)
    let digest = Key(high: words.0, low: UInt32(truncatingIfNeeded: words.1), row: UInt32(clamping: row))
    unsafe (memory + bucket * Self.bucketKeys + counts[bucket]).initialize(to: digest)
    counts[bucket] += 1
    if counts[bucket] == Self.bucketKeys { try flush(bucket) }
  }

  private mutating func flush(_ bucket: Int) throws(ImportFileError) {
    let bytes = Self.bucketKeys * MemoryLayout<Key>.stride
    let start = unsafe memory + bucket * Self.bucketKeys
    guard unsafe pwrite(descriptor.number, start, bytes, blockCount * bytes) == bytes else {
      throw .cannotCopy(folder: folder, reason: SystemError.current)
    }
    blocks[bucket].append(UInt32(blockCount))
    blockCount += 1
    counts[bucket] = 0
  }

  /// Finds the rows whose key an earlier row had.
  public consuming func find() throws(ImportFileError) -> Repetitions {
    var found = Repetitions()
    for bucket in 0..<Self.bucketCount {
      for row in Self.repeatedRows(try keys(of: bucket)) {
        found.rows += 1
        let last = found.firstRows.last ?? 0
        if found.firstRows.count == Self.rowsShown, row > last { continue }
        found.firstRows = Array((found.firstRows + [row]).sorted().prefix(Self.rowsShown))
      }
    }
    return found
  }

  /// The rows of the keys that stand before in a bucket.
  private static func repeatedRows(_ keys: [Key]) -> [Int] {
    var repeated: [Int] = []
    // A table of the keys' indices, at most half full; the highest bits of a digest are as good as any.
    let bits = max(4, Int.bitWidth - (2 * keys.count).leadingZeroBitCount)
    var table = [Int32](repeating: -1, count: 1 << bits)
    for (index, key) in keys.enumerated() {
      var slot = Int(truncatingIfNeeded: key.high &>> UInt64(64 - bits))
      while table[slot] >= 0, !keys[Int(table[slot])].isRepeated(by: key) { slot = (slot + 1) & (table.count - 1) }
      if table[slot] < 0 { table[slot] = Int32(index) } else { repeated.append(Int(key.row)) }
    }
    return repeated
  }

  /// The keys of a bucket, in the order of their rows.
  private func keys(of bucket: Int) throws(ImportFileError) -> [Key] {
    var keys: [Key] = []
    keys.reserveCapacity(blocks[bucket].count * Self.bucketKeys + counts[bucket])
    let bytes = Self.bucketKeys * MemoryLayout<Key>.stride
    var room = [Key](repeating: Key(high: 0, low: 0, row: 0), count: Self.bucketKeys)
    for block in blocks[bucket] {
      guard unsafe pread(descriptor.number, &room, bytes, Int(block) * bytes) == bytes else {
        throw .cannotCopy(folder: folder, reason: SystemError.current)
      }
      keys += room
    }
    unsafe keys += UnsafeBufferPointer(start: memory + bucket * Self.bucketKeys, count: counts[bucket])
    return keys
  }
}
