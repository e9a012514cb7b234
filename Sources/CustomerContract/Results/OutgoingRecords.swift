/// The records that a transaction publishes, in memory that does not move until `reset`.
///
/// librdkafka reads values and keys from here without a copy.
// Safe: the chunks live as long as the value, and `ArenaWriter` never writes past them.
@safe public struct OutgoingRecords: ~Copyable {
  public enum Destination: Sendable { case accepted, rejected }

  struct Record {
    var destination: Destination
    /// The command's.
    var partition: Int32
    var key: Bytes?
    var value: Bytes
    /// Headers that all records of the transaction with this destination have, and this one's own.
    var commonHeaders: Bytes?
    var headers: Bytes
  }

  private static let chunkBytes = 1 << 20

  private var chunks: [UnsafeMutableRawBufferPointer] = unsafe []
  private var chunk = -1
  private var used = 0
  private var records: [Record] = []
  /// Headers written once for all records of the transaction; see `HeaderBlock`.
  var commonHeaders: (accepted: Bytes?, rejected: Bytes?, time: Int64) = (nil, nil, .min)
  /// Keys, values and headers of all records since `reset`.
  public private(set) var byteCount = 0

  public init() {}

  deinit {
    unsafe chunks.forEach { unsafe $0.deallocate() }
  }

  /// How many there are since `removeRecords` or `reset`.
  public var count: Int { records.count }

  /// The memory that is held, whether used or not.
  var memoryBytes: Int { unsafe chunks.reduce(0) { $0 + $1.count } }

  /// Forgets the records, but not what they are made of: somebody else reads it until `reset`.
  public mutating func removeRecords() {
    records.removeAll(keepingCapacity: true)
  }

  /// Forgets all records. Memory is kept, but not that of values larger than usual.
  public mutating func reset() {
    records.removeAll(keepingCapacity: true)
    commonHeaders = (nil, nil, .min)
    byteCount = 0
    used = 0
    unsafe chunks.removeAll { chunk in
      let isOversized = chunk.count > Self.chunkBytes
      if isOversized { unsafe chunk.deallocate() }
      return isOversized
    }
    chunk = unsafe chunks.isEmpty ? -1 : 0
  }

  public subscript(index: Int) -> OutgoingRecord {
    @_lifetime(borrow self) get {
      unsafe _overrideLifetime(OutgoingRecord(records[index]), borrowing: self)
    }
  }

  /// Makes room for `bytes` bytes in a row. What is written counts from `keep` on.
  mutating func room(for bytes: Int) -> ArenaWriter {
    if unsafe chunk < 0 || chunks[chunk].count - used < bytes { nextChunk(bytes) }
    return unsafe ArenaWriter(UnsafeMutableRawBufferPointer(rebasing: chunks[chunk][used...]))
  }

  private mutating func nextChunk(_ bytes: Int) {
    chunk += 1
    used = 0
    if unsafe chunk < chunks.count, unsafe chunks[chunk].count >= bytes { return }
    unsafe chunks.insert(.allocate(byteCount: max(bytes, Self.chunkBytes), alignment: 16), at: chunk)
  }

  /// Takes what the writer has written since `room`.
  mutating func keep(_ writer: ArenaWriter) {
    used += writer.count
  }

  mutating func append(_ record: Record) {
    records.append(record)
    byteCount +=
      record.value.count + record.headers.count + (record.key?.count ?? 0) + (record.commonHeaders?.count ?? 0)
  }
}

/// One record that is to be published.
// Safe: the record borrows the `OutgoingRecords` that owns its bytes.
@safe public struct OutgoingRecord: ~Escapable {
  private let record: OutgoingRecords.Record

  @_lifetime(immortal)
  init(_ record: OutgoingRecords.Record) {
    self.record = record
  }

  public var destination: OutgoingRecords.Destination { record.destination }
  /// The command's partition: results go to it modulo the partitions of their topic.
  public var partition: Int32 { record.partition }

  /// nil is a null key.
  public var key: RawSpan? {
    @_lifetime(copy self) get {
      guard let key = record.key else { return nil }
      return unsafe _overrideLifetime(RawSpan(_unsafeStart: key.start, byteCount: key.count), copying: self)
    }
  }

  public var value: RawSpan? {
    @_lifetime(copy self) get {
      unsafe _overrideLifetime(
        RawSpan(_unsafeStart: record.value.start, byteCount: record.value.count), copying: self)
    }
  }

  public func forEachHeader(_ body: (_ name: RawSpan, _ value: RawSpan) -> Void) {
    if let common = record.commonHeaders { HeaderBlock.forEach(common, body) }
    HeaderBlock.forEach(record.headers, body)
  }
}
