/// A result as a CloudEvents 1.0 message, by the Kafka protocol binding.
extension ResultEncoder {
  /// Bytes that say how long a header's name and value are.
  private static let headerOverhead = 10

  /// Makes room for a record; its value is to be written next.
  ///
  /// - Parameters:
  ///   - valueBytes: No fewer than the value takes, its position and the punctuation aside.
  ///   - topic: The position's.
  mutating func begin(
    _ request: ResultRequest, _ destination: OutgoingRecords.Destination, _ extent: ResultExtent, valueBytes: Int,
    topic: String, in outgoing: inout OutgoingRecords
  ) -> ResultDraft {
    let attributes = extent.isSmallest ? .none : request.attributes
    let isStructured = format.mode == .structured
    // Written before there is room for this record, so that it stays when this record does not.
    let common = isStructured ? nil : commonHeaders(destination, request.time, in: &outgoing)
    let envelope = isStructured ? envelopeStart(request, destination, attributes) : []
    let own = ownHeaders(attributes, isStructured: isStructured)
    let key = extent.hasKey ? request.key : nil
    let ownBytes = own.reduce(64) { $0 + $1.name.lowerCase.count + $1.value.count + HeaderBlock.prefixBytes }
    let fixedBytes = ResultSize.positionBytes + topic.utf8.count * JSONEscape.bytesMaximum
    var writer = outgoing.room(for: valueBytes + envelope.count + fixedBytes + ownBytes + (key?.count ?? 0))
    if isStructured { writer.append(envelope) }
    return ResultDraft(
      writer: writer, id: request.name.id, partition: request.partition, destination: destination,
      bytesMaximum: extent.isLast ? nil : request.resultBytes, commonHeaders: common, ownHeaders: own, key: key,
      isKeyOmitted: request.key != nil && key == nil)
  }

  /// Adds key and headers and keeps the record, unless it is too large; the last resort is kept whatever it takes.
  mutating func finish(_ draft: consuming ResultDraft, in outgoing: inout OutgoingRecords) -> Bool {
    let isStructured = format.mode == .structured
    if isStructured { draft.writer.append(UInt8(ascii: "}")) }
    let value = draft.writer.slice(from: 0)
    if !isStructured { appendID(draft.id, to: &draft.writer) }
    for header in draft.ownHeaders { HeaderBlock.append(header.name, header.value, to: &draft.writer) }
    let headers = draft.writer.slice(from: value.count)
    let keyStart = draft.writer.count
    if let key = draft.key { draft.writer.append(key) }

    let headerCount = draft.ownHeaders.count + (isStructured ? 0 : 6)
    let bytes =
      draft.writer.count + (draft.commonHeaders?.count ?? 0) + ResultSize.recordBytes + headerCount
      * Self.headerOverhead
    if let maximum = draft.bytesMaximum, bytes > maximum { return false }
    outgoing.keep(draft.writer)
    outgoing.append(
      OutgoingRecords.Record(
        destination: draft.destination, partition: draft.partition,
        key: draft.key == nil ? nil : draft.writer.slice(from: keyStart), value: value,
        commonHeaders: draft.commonHeaders, headers: headers))
    return true
  }

  private func appendID(_ id: UUIDValue, to writer: inout ArenaWriter) {
    HeaderBlock.appendPrefix(HeaderName.eventID.lowerCase.count, UUIDValue.characters, to: &writer)
    writer.append("ce_id")
    writer.append(id)
  }

  /// The headers that all results of a transaction with one destination have, written once.
  private mutating func commonHeaders(
    _ destination: OutgoingRecords.Destination, _ time: Int64, in outgoing: inout OutgoingRecords
  ) -> Bytes? {
    if outgoing.commonHeaders.time == time {
      if let block = destination == .accepted ? outgoing.commonHeaders.accepted : outgoing.commonHeaders.rejected {
        return block
      }
    } else {
      outgoing.commonHeaders = (nil, nil, time)
    }
    let headers: [(HeaderName, [UInt8])] = [
      (.eventSpecVersion, Array("1.0".utf8)), (.eventType, Array(destination.eventType.utf8)), (.eventSource, source),
      (.eventTime, self.time(time)), (.contentType, Array(destination.contentType.utf8)),
    ]
    var writer = outgoing.room(for: source.count + 512)
    for (name, value) in headers { HeaderBlock.append(name, value, to: &writer) }
    let block = writer.slice(from: 0)
    outgoing.keep(writer)
    if destination == .accepted {
      outgoing.commonHeaders.accepted = block
    } else {
      outgoing.commonHeaders.rejected = block
    }
    return block
  }

  private func ownHeaders(
    _ attributes: ResultAttributes, isStructured: Bool
  ) -> [(name: HeaderName, value: [UInt8])] {
    var headers: [(name: HeaderName, value: [UInt8])] = []
    if isStructured {
      headers.append((.contentType, Array("application/cloudevents+json".utf8)))
    } else {
      if let id = attributes.causationID { headers.append((.eventCausationID, id)) }
      if let id = attributes.correlationID { headers.append((.eventCorrelationID, id)) }
    }
    // Mostly there is none, and then nothing is allocated.
    if !attributes.copied.isEmpty { headers += attributes.copied }
    return headers
  }

  /// A structured event up to its data (CloudEvents JSON format, section 3).
  private mutating func envelopeStart(
    _ request: ResultRequest, _ destination: OutgoingRecords.Destination, _ attributes: ResultAttributes
  ) -> [UInt8] {
    var json = Array("{\"specversion\":\"1.0\",\"id\":\"".utf8)
    unsafe withUnsafeTemporaryAllocation(byteCount: 36, alignment: 1) { memory in
      var writer = ArenaWriter(memory)
      writer.append(request.name.id)
      unsafe json.append(contentsOf: memory)
    }
    json.append(text: "\",\"type\":\"\(destination.eventType)\",\"source\":")
    json.appendJSON(source)
    json.append(text: ",\"time\":")
    json.appendJSON(time(request.time))
    json.append(text: ",\"datacontenttype\":\"\(destination.contentType)\"")
    for (name, value) in [("causationid", attributes.causationID), ("correlationid", attributes.correlationID)] {
      guard let value else { continue }
      json.append(text: ",\"\(name)\":")
      json.appendJSON(value)
    }
    json.append(text: ",\"data\":")
    return json
  }
}

extension OutgoingRecords.Destination {
  /// The CloudEvents `type`.
  package var eventType: String {
    switch self {
    case .accepted: "customer.create.accepted"
    case .rejected: "customer.create.rejected"
    }
  }

  /// The type of the result's value; RFC 9457, section 6.1, names the second.
  package var contentType: String {
    switch self {
    case .accepted: "application/json"
    case .rejected: "application/problem+json"
    }
  }
}
