internal import Crdkafka

/// The argument array of `rd_kafka_produceva`, laid out once and filled for each record.
@safe struct ProduceArguments: ~Copyable {
  let values: UnsafeMutablePointer<rd_kafka_vu_t>

  private enum Place {
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
    unsafe values = UnsafeMutablePointer.allocate(capacity: Place.count)
    unsafe values.initialize(repeating: rd_kafka_vu_t(), count: Place.count)
    unsafe values[Place.topic].vtype = RD_KAFKA_VTYPE_RKT
    unsafe values[Place.partition].vtype = RD_KAFKA_VTYPE_PARTITION
    unsafe values[Place.flags].vtype = RD_KAFKA_VTYPE_MSGFLAGS
    unsafe values[Place.value].vtype = RD_KAFKA_VTYPE_VALUE
    unsafe values[Place.key].vtype = RD_KAFKA_VTYPE_KEY
    unsafe values[Place.tag].vtype = RD_KAFKA_VTYPE_OPAQUE
    unsafe values[Place.timestamp].vtype = RD_KAFKA_VTYPE_TIMESTAMP
    // Not VTYPE_HEADER: that is freed twice when the partition is unknown (#4627, before 2.12.0).
    unsafe values[Place.headers].vtype = RD_KAFKA_VTYPE_HEADERS
  }

  deinit {
    unsafe values.deallocate()
  }

  /// Returns how many of the values count.
  @unsafe func fill(
    topic: OpaquePointer, partition: Int32, key: RawSpan?, value: RawSpan?, headers: OpaquePointer?, tag: UInt64,
    timestamp: Int64, flags: Int32
  ) -> Int {
    unsafe values[Place.topic].u.rkt = unsafe topic
    unsafe values[Place.partition].u.i32 = partition
    unsafe values[Place.flags].u.i = flags
    unsafe set(Place.value, value)
    unsafe set(Place.key, key)
    unsafe values[Place.tag].u.ptr = unsafe UnsafeMutableRawPointer(bitPattern: UInt(tag))
    unsafe values[Place.timestamp].u.i64 = timestamp
    guard let headers = unsafe headers else { return Place.headers }
    unsafe values[Place.headers].u.headers = unsafe headers
    return Place.count
  }

  /// The address outlives the closure; the caller holds the span for as long as the call takes.
  @unsafe private func set(_ place: Int, _ bytes: RawSpan?) {
    guard let bytes else {
      unsafe values[place].u.mem.ptr = nil
      unsafe values[place].u.mem.size = 0
      return
    }
    unsafe bytes.withUnsafeBytes { bytes in
      // Empty is not null, and an empty span may have no address: any other does, since nothing is read of it.
      let start = unsafe bytes.baseAddress ?? UnsafeRawPointer(values)
      unsafe values[place].u.mem.ptr = unsafe UnsafeMutableRawPointer(mutating: start)
      unsafe values[place].u.mem.size = bytes.count
    }
  }
}
