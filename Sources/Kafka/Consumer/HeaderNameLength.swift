internal import Crdkafka
internal import Glibc

/// The length of a header's name, which librdkafka gives as a C string whatever zero bytes are in it.
///
/// Without this a header `workspace-id\0x` would be taken for `workspace-id`, and pass a gateway that removes that name.
/// librdkafka keeps a value behind its name and a zero byte, which tells how long the name is. No manual says so, so it is
/// tried once; were it otherwise, a name would end at its first zero byte, as it does where the value is null.
enum HeaderNameLength {
  /// - Parameters:
  ///   - name: Of the library's list of headers.
  ///   - value: The value of the same header; nil where it is null.
  @unsafe @inline(__always) static func byteCount(_ name: UnsafePointer<CChar>, _ value: UnsafeRawPointer?) -> Int {
    let first = unsafe strlen(name)
    guard let value = unsafe value else { return first }
    let distance = Int(bitPattern: value) &- Int(bitPattern: name) &- 1
    return distance > first && isValueBehindName ? distance : first
  }

  /// Whether the library keeps a value right behind its name and a zero byte.
  static let isValueBehindName: Bool = {
    guard let list = unsafe rd_kafka_headers_new(1) else { return false }
    defer { unsafe HeadersObject.destroy(list) }
    let text: StaticString = "a\0b"
    let bytes = unsafe UnsafeRawPointer(text.utf8Start)
    var name: UnsafePointer<CChar>?
    var value: UnsafeRawPointer?
    var size = 0
    guard
      unsafe rd_kafka_header_add(list, bytes.assumingMemoryBound(to: CChar.self), 3, bytes, 1)
        == RD_KAFKA_RESP_ERR_NO_ERROR,
      unsafe rd_kafka_header_get_all(list, 0, &name, &value, &size) == RD_KAFKA_RESP_ERR_NO_ERROR
    else { return false }
    return Int(bitPattern: value) &- Int(bitPattern: name) == 4
  }()
}
