/// The numbers of a record's position in decimal: they name its decision, and its result shows them.
// Safe: the memory lives as long as the value, and is longer than the longest digits.
@safe struct PositionDigits: ~Copyable {
  // Three numbers of up to twenty characters, and what separates them. In cache lines that no other lane writes to, for
  // each record is written here.
  private let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 128, alignment: 128)

  /// The numbers of one position, in the memory of the digits: they hold until the next are written.
  struct Written: BitwiseCopyable {
    var partition: Bytes
    var offset: Bytes
    /// -1 when the record has none.
    var timestamp: Bytes
    /// All three with a zero byte between them.
    var name: Bytes
  }

  init() {}

  deinit {
    unsafe memory.deallocate()
  }

  mutating func write(_ position: RecordPosition) -> Written {
    var writer = unsafe ArenaWriter(memory)
    let partition = Self.append(Int64(position.partition), to: &writer)
    writer.append(UInt8(0))
    let offset = Self.append(position.offset, to: &writer)
    writer.append(UInt8(0))
    let timestamp = Self.append(position.timestamp ?? -1, to: &writer)
    return Written(partition: partition, offset: offset, timestamp: timestamp, name: writer.slice(from: 0))
  }

  private static func append(_ number: Int64, to writer: inout ArenaWriter) -> Bytes {
    let start = writer.count
    writer.append(number)
    return writer.slice(from: start)
  }
}
