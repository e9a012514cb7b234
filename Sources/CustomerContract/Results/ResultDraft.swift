/// A record that is being written: the writer has its value, key and headers follow when it is finished.
struct ResultDraft: ~Copyable {
  var writer: ArenaWriter
  /// Names the decision.
  let id: UUIDValue
  let partition: Int32
  let destination: OutgoingRecords.Destination
  /// The largest record; nil for the last attempt, which is kept whatever it takes.
  let bytesMaximum: Int?
  let commonHeaders: Bytes?
  let ownHeaders: [(name: HeaderName, value: [UInt8])]
  /// nil when the command has none and when it is left out.
  let key: Bytes?

  let isKeyOmitted: Bool
}
