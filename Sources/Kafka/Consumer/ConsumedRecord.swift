internal import Crdkafka

/// A record, read where librdkafka keeps it.
///
/// It owns the event that brought it. It must be gone before its consumer: `rd_kafka_destroy` waits forever for an event
/// that is still held. It is safe because its spans borrow it, and nothing changes the event's memory while it lives.
@safe public struct ConsumedRecord: ~Copyable {
  private let event: Native<EventObject>
  private let message: UnsafePointer<rd_kafka_message_t>
  /// The list of headers, which is the message's; nil when there is none or it cannot be read.
  private let headers: OpaquePointer?
  /// Whether the record has headers that the library refuses to read: more than 100,000 of them.
  public let hasUnreadableHeaders: Bool

  /// Takes over a fetch event and the message in it.
  @unsafe init(event: consuming Native<EventObject>, message: UnsafePointer<rd_kafka_message_t>) {
    self.event = event
    unsafe self.message = unsafe message
    // Once: where there are no headers, each look parses as much again.
    var headers: OpaquePointer?
    let response = unsafe rd_kafka_message_headers(message, &headers)
    unsafe self.headers = unsafe response == RD_KAFKA_RESP_ERR_NO_ERROR ? headers : nil
    hasUnreadableHeaders = response != RD_KAFKA_RESP_ERR_NO_ERROR && response != RD_KAFKA_RESP_ERR__NOENT
  }

  /// The value; nil when it is null (a tombstone).
  public var value: RawSpan? {
    @_lifetime(borrow self) get {
      guard let start = unsafe message.pointee.payload else { return nil }
      let span = unsafe RawSpan(_unsafeStart: UnsafeRawPointer(start), byteCount: message.pointee.len)
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

  /// The key; nil when it is null.
  public var key: RawSpan? {
    @_lifetime(borrow self) get {
      guard let start = unsafe message.pointee.key else { return nil }
      let span = unsafe RawSpan(_unsafeStart: UnsafeRawPointer(start), byteCount: message.pointee.key_len)
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

  public var partition: Int32 { unsafe message.pointee.partition }
  public var offset: Int64 { unsafe message.pointee.offset }

  /// The topic's name: a new string on each call.
  public var topic: String { unsafe String(cString: rd_kafka_topic_name(message.pointee.rkt)) }

  /// Milliseconds since 1970; nil when the record has none.
  public var timestamp: Int64? {
    var type = RD_KAFKA_TIMESTAMP_NOT_AVAILABLE
    let time = unsafe rd_kafka_message_timestamp(message, &type)
    return type == RD_KAFKA_TIMESTAMP_NOT_AVAILABLE || time < 0 ? nil : time
  }

  /// Calls `body` for each header in the record's order.
  ///
  /// The spans hold within the call only. Headers that cannot be read are left out: see `hasUnreadableHeaders`.
  public func forEachHeader(_ body: (_ name: RawSpan, _ value: RawSpan?) -> Void) {
    guard let headers = unsafe headers else { return }
    var index = 0
    var name: UnsafePointer<CChar>?
    var value: UnsafeRawPointer?
    var size = 0
    while unsafe rd_kafka_header_get_all(headers, index, &name, &value, &size) == RD_KAFKA_RESP_ERR_NO_ERROR,
      let start = unsafe name
    {
      index += 1
      let nameBytes = unsafe RawSpan(
        _unsafeStart: UnsafeRawPointer(start), byteCount: HeaderNameLength.byteCount(start, value))
      if let value = unsafe value {
        unsafe body(nameBytes, RawSpan(_unsafeStart: value, byteCount: size))
      } else {
        body(nameBytes, nil)
      }
    }
  }

  /// The bytes of the value, the key, and the names and values of the headers.
  public var byteCount: Int {
    var count = unsafe message.pointee.len + message.pointee.key_len
    forEachHeader { name, value in count += name.byteCount + (value?.byteCount ?? 0) }
    return count
  }
}
