/// Records that were polled one after the other, to be dealt with together.
///
/// Like each record in it, it must be gone before its consumer.
@safe public struct RecordBatch: ~Copyable {
  private let records: UnsafeMutablePointer<ConsumedRecord>
  public private(set) var count = 0
  /// Bytes of the values.
  public private(set) var byteCount = 0
  /// The most records that it takes.
  public let capacity: Int

  /// - Parameter capacity: 1 or more.
  public init(capacity: Int) {
    unsafe records = .allocate(capacity: capacity)
    self.capacity = capacity
  }

  deinit {
    unsafe records.deinitialize(count: count)
    unsafe records.deallocate()
  }

  public var isEmpty: Bool { count == 0 }

  public mutating func append(_ record: consuming ConsumedRecord) {
    precondition(count < capacity, "the batch is full")
    byteCount += record.value?.byteCount ?? 0
    unsafe (records + count).initialize(to: record)
    count += 1
  }

  /// In the order of `append`.
  public func forEach(_ body: (borrowing ConsumedRecord) -> Void) {
    for index in 0..<count { unsafe body(records[index]) }
  }
}
