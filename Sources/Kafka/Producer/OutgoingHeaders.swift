internal import Crdkafka

/// The headers of a record that is about to be produced.
///
/// Keep one and use it again: `produce` empties it when it succeeds and leaves it alone when it throws, so that the same
/// call can be made again. Names and values are copied, which makes it safe.
@safe public struct OutgoingHeaders: ~Copyable {
  /// Librdkafka's list, made with the first header; this value's own until `release`.
  ///
  /// Not a `Native?`: the optimizer of Swift 6.3 fails on one in a value that is passed `inout`.
  @unsafe private(set) var list: OpaquePointer?
  private let capacity: Int

  /// - Parameter capacity: how many headers there is room for from the start; more make the list grow.
  public init(capacity: Int = 8) {
    self.capacity = capacity
    unsafe list = nil
  }

  deinit {
    if let list = unsafe list { unsafe HeadersObject.destroy(list) }
  }

  public var isEmpty: Bool { unsafe list == nil }

  /// Adds a header; a nil value is a null one. A zero byte in the name ends it for readers in C.
  public mutating func add(name: RawSpan, value: RawSpan?) {
    unsafe name.withUnsafeBytes { name in
      guard let start = name.baseAddress else {
        // An empty name may have no address.
        return unsafe withUnsafePointer(to: CChar(0)) { unsafe add($0, 0, value) }
      }
      unsafe add(start.assumingMemoryBound(to: CChar.self), name.count, value)
    }
  }

  /// Adds a header with a name known at build time; a nil value is a null one.
  public mutating func add(_ name: StaticString, value: RawSpan?) {
    precondition(name.hasPointerRepresentation, "The name of a header is a text, not a single scalar")
    unsafe add(UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self), name.utf8CodeUnitCount, value)
  }

  public mutating func removeAll() {
    if let list = unsafe list { unsafe HeadersObject.destroy(list) }
    unsafe list = nil
  }

  /// Forgets the list, which a successful call has handed over to librdkafka.
  mutating func release() {
    unsafe list = nil
  }

  @unsafe private mutating func add(_ name: UnsafePointer<CChar>, _ nameByteCount: Int, _ value: RawSpan?) {
    let list = unsafe list ?? makeList()
    let response: rd_kafka_resp_err_t
    if let value {
      response = unsafe value.withUnsafeBytes { bytes in
        // An empty value is not a null one, and an empty span may have no address.
        unsafe rd_kafka_header_add(list, name, nameByteCount, bytes.baseAddress ?? UnsafeRawPointer(name), bytes.count)
      }
    } else {
      response = unsafe rd_kafka_header_add(list, name, nameByteCount, nil, 0)
    }
    precondition(response == RD_KAFKA_RESP_ERR_NO_ERROR, "Only the headers of a consumed record are read-only")
  }

  @unsafe private mutating func makeList() -> OpaquePointer {
    guard let list = unsafe rd_kafka_headers_new(capacity) else {
      preconditionFailure("rd_kafka_headers_new gives a list, or ends the process where there is no memory")
    }
    unsafe self.list = unsafe list
    return unsafe list
  }
}
