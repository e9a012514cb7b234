/// A record that is being written: its value stands in the writer, key and headers follow when it is finished.
struct ResultDraft {
  var writer: ArenaWriter
  let request: ResultRequest
  let destination: OutgoingRecords.Destination
  let extent: ResultExtent
  let commonHeaders: OutgoingRecords.Slice?
  let ownHeaders: [(name: HeaderName, value: [UInt8])]
  /// nil when the command has none and when it is left out.
  let key: ByteView?

  var isKeyOmitted: Bool { request.key != nil && key == nil }
}
