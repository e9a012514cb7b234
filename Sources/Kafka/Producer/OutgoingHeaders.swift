internal import Crdkafka

/// The headers of a record that is about to be produced.
///
/// Keep one and use it again: `produce` empties it when it succeeds and leaves it alone when it throws, so that the same
/// call can be made again. Names and values are copied.
@safe public struct OutgoingHeaders: ~Copyable {
  /// librdkafka's list, made with the first header.
  var list: OpaquePointer?
  /// A result record has six headers or a few more.
  private static let usualCount = 8

  public init() {
    unsafe list = nil
  }

  deinit {
    if let list = unsafe list { unsafe rd_kafka_headers_destroy(list) }
  }

  public var isEmpty: Bool { unsafe list == nil }

  /// Adds a header; nil is a null value. The name must have no zero byte.
  public mutating func add(name: RawSpan, value: RawSpan?) {
    unsafe name.withUnsafeBytes { name in
      guard let start = name.baseAddress else { return }
      unsafe add(start.assumingMemoryBound(to: CChar.self), name.count, value)
    }
  }

  /// Adds a header with a name known at build time; nil is a null value.
  public mutating func add(_ name: StaticString, value: RawSpan?) {
    guard name.hasPointerRepresentation else { return }
    unsafe add(UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self), name.utf8CodeUnitCount, value)
  }

  public mutating func removeAll() {
    if let list = unsafe list { unsafe rd_kafka_headers_destroy(list) }
    unsafe list = nil
  }

  @unsafe private mutating func add(_ name: UnsafePointer<CChar>, _ nameCount: Int, _ value: RawSpan?) {
    if unsafe list == nil { unsafe list = unsafe rd_kafka_headers_new(Self.usualCount) }
    guard let list = unsafe list else { return }
    // Fails on read-only lists alone, those of consumed messages.
    guard let value else {
      unsafe rd_kafka_header_add(list, name, nameCount, nil, 0)
      return
    }
    unsafe value.withUnsafeBytes { bytes in
      // An empty value is not a null one, and an empty span may have no address.
      unsafe _ = rd_kafka_header_add(list, name, nameCount, bytes.baseAddress ?? UnsafeRawPointer(name), bytes.count)
    }
  }
}
