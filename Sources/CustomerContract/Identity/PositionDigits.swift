/// The numbers of a record's position in decimal: they name its decision, and its result shows them.
@safe struct PositionDigits: ~Copyable {
  // Three numbers of up to twenty characters, and what separates them. In cache lines that no other lane writes to, for
  // each record is written here.
  private let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 128, alignment: 128)
  private(set) var partition: OutgoingRecords.Slice
  private(set) var offset: OutgoingRecords.Slice
  /// -1 when the record has none.
  private(set) var timestamp: OutgoingRecords.Slice
  /// All three with a zero byte between them.
  private(set) var name: OutgoingRecords.Slice

  init() {
    name = unsafe ArenaWriter(memory).slice(from: 0)
    (partition, offset, timestamp) = (name, name, name)
  }

  deinit {
    unsafe memory.deallocate()
  }

  mutating func write(_ position: RecordPosition) {
    var writer = unsafe ArenaWriter(memory)
    partition = Self.append(Int64(position.partition), to: &writer)
    writer.append(UInt8(0))
    offset = Self.append(position.offset, to: &writer)
    writer.append(UInt8(0))
    timestamp = Self.append(position.timestamp ?? -1, to: &writer)
    name = writer.slice(from: 0)
  }

  private static func append(_ number: Int64, to writer: inout ArenaWriter) -> OutgoingRecords.Slice {
    let start = writer.count
    writer.append(number)
    return writer.slice(from: start)
  }
}
