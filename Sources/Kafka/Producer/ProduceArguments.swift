internal import Crdkafka

/// The argument array of `rd_kafka_produceva`, laid out once and filled for each record.
///
/// It owns the array and writes within it; what it is filled with is the caller's, for as long as the call takes.
@safe struct ProduceArguments: ~Copyable {
  let values: UnsafeMutablePointer<rd_kafka_vu_t>

  private enum Slot {
    static let topic = 0
    static let partition = 1
    static let flags = 2
    static let value = 3
    static let key = 4
    static let tag = 5
    static let timestamp = 6
    /// The last: left out when there are none.
    static let headers = 7
    static let count = 8
  }

  init() {
    unsafe values = UnsafeMutablePointer.allocate(capacity: Slot.count)
    unsafe values.initialize(repeating: rd_kafka_vu_t(), count: Slot.count)
    unsafe values[Slot.topic].vtype = RD_KAFKA_VTYPE_RKT
    unsafe values[Slot.partition].vtype = RD_KAFKA_VTYPE_PARTITION
    unsafe values[Slot.flags].vtype = RD_KAFKA_VTYPE_MSGFLAGS
    unsafe values[Slot.value].vtype = RD_KAFKA_VTYPE_VALUE
    unsafe values[Slot.key].vtype = RD_KAFKA_VTYPE_KEY
    unsafe values[Slot.tag].vtype = RD_KAFKA_VTYPE_OPAQUE
    unsafe values[Slot.timestamp].vtype = RD_KAFKA_VTYPE_TIMESTAMP
    // Not VTYPE_HEADER, which is freed twice when the partition is unknown (librdkafka #4627, before 2.12.0).
    unsafe values[Slot.headers].vtype = RD_KAFKA_VTYPE_HEADERS
  }

  deinit {
    unsafe values.deallocate()
  }

  /// Fills the array; returns how many of its values count.
  @unsafe func fill(
    topic: OpaquePointer, partition: Int32, key: RawSpan?, value: RawSpan?, headers: OpaquePointer?, tag: UInt64,
    timestamp: Int64, flags: Int32
  ) -> Int {
    unsafe values[Slot.topic].u.rkt = unsafe topic
    unsafe values[Slot.partition].u.i32 = partition
    unsafe values[Slot.flags].u.i = flags
    unsafe set(Slot.value, value)
    unsafe set(Slot.key, key)
    unsafe values[Slot.tag].u.ptr = unsafe UnsafeMutableRawPointer(bitPattern: UInt(tag))
    unsafe values[Slot.timestamp].u.i64 = timestamp
    guard let headers = unsafe headers else { return Slot.headers }
    unsafe values[Slot.headers].u.headers = unsafe headers
    return Slot.count
  }

  /// The address outlives the closure; the caller holds the span for as long as the call takes.
  @unsafe private func set(_ slot: Int, _ bytes: RawSpan?) {
    guard let bytes else {
      unsafe values[slot].u.mem.ptr = nil
      unsafe values[slot].u.mem.size = 0
      return
    }
    unsafe bytes.withUnsafeBytes { bytes in
      // Empty is not null, and an empty span may have no address. Any address serves, since nothing is read from it.
      let start = unsafe bytes.baseAddress ?? UnsafeRawPointer(values)
      unsafe values[slot].u.mem.ptr = unsafe UnsafeMutableRawPointer(mutating: start)
      unsafe values[slot].u.mem.size = bytes.count
    }
  }
}
