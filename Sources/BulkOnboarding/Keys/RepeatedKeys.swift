internal import CustomerContract
internal import Glibc

/// Finds the rows whose key stood before in the file: they become the customers of earlier rows.
///
/// Keys are kept on the disk, as digests of 96 bits in buckets, so that memory does not grow with them: one megabyte, and a
/// hundredth of the bytes on the disk. Two keys of a hundred million have one digest by chance once in ten trillion files.
// Safe: each bucket has room for `bucketKeys`, and every index is below its count.
@safe public struct RepeatedKeys: ~Copyable {
  private struct Key: Comparable, BitwiseCopyable {
    let high: UInt64
    let low: UInt32
    let row: UInt32

    static func < (one: Key, other: Key) -> Bool {
      (one.high, one.low, one.row) < (other.high, other.low, other.row)
    }

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
      let keys = try keys(of: bucket).sorted()
      for index in keys.indices.dropFirst() where keys[index].isRepeated(by: keys[index - 1]) {
        found.rows += 1
        found.firstRows = Array((found.firstRows + [Int(keys[index].row)]).sorted().prefix(3))
      }
    }
    return found
  }

  private func keys(of bucket: Int) throws(ImportFileError) -> [Key] {
    let start = unsafe UnsafeBufferPointer(start: memory + bucket * Self.bucketKeys, count: counts[bucket])
    var keys = unsafe Array(start)
    let bytes = Self.bucketKeys * MemoryLayout<Key>.stride
    for block in blocks[bucket] {
      var room = [Key](repeating: Key(high: 0, low: 0, row: 0), count: Self.bucketKeys)
      guard unsafe pread(descriptor.number, &room, bytes, Int(block) * bytes) == bytes else {
        throw .cannotCopy(folder: folder, reason: SystemError.current)
      }
      keys += room
    }
    return keys
  }
}
