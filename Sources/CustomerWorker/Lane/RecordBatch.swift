/// Records that were polled one after the other and are processed together.
///
/// Like each record in it, it must be gone before its client is.
@safe struct RecordBatch<Record: CommandRecord & ~Copyable>: ~Copyable {
  // Owned: allocated here, and deinitialized up to `count` and deallocated in `deinit`.
  private let records: UnsafeMutablePointer<Record>
  private(set) var count = 0
  /// The bytes of the values, keys and headers.
  private(set) var byteCount = 0
  /// The most records that it takes.
  let capacity: Int

  /// - Parameter capacity: 1 or more.
  init(capacity: Int) {
    unsafe records = .allocate(capacity: capacity)
    self.capacity = capacity
  }

  deinit {
    unsafe records.deinitialize(count: count)
    unsafe records.deallocate()
  }

  var isEmpty: Bool { count == 0 }

  mutating func append(_ record: consuming Record) {
    precondition(count < capacity, "the batch is full")
    byteCount += record.byteCount
    unsafe (records + count).initialize(to: record)
    count += 1
  }

  /// Calls `body` for each record, in the order of `append`.
  func forEach(_ body: (borrowing Record) -> Void) {
    for index in 0..<count { unsafe body(records[index]) }
  }
}
