internal import CustomerWorker

/// A command as the model's consumer hands it out.
struct ModelRecord: CommandRecord, ~Copyable {
  let partition: Int32
  let offset: Int64
  private let bytes: [UInt8]
  private let name: [UInt8]

  init(_ position: PartitionOffset) {
    partition = position.partition
    offset = position.offset
    bytes = ModelCommand.value(position.partition, position.offset)
    name = ModelCommand.name(position.partition, position.offset)
  }

  var timestamp: Int64? { offset }

  var value: RawSpan? {
    @_lifetime(borrow self) get { bytes.isEmpty ? nil : bytes.span.bytes }
  }

  var key: RawSpan? {
    @_lifetime(borrow self) get { name.span.bytes }
  }

  var hasUnreadableHeaders: Bool { false }

  func forEachHeader(_ body: (_ name: RawSpan, _ value: RawSpan?) -> Void) {
    let header = Array("correlation-id".utf8)
    body(header.span.bytes, name.span.bytes)
  }
}
