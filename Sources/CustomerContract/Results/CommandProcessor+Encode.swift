/// Writing what was decided.
extension CommandProcessor {
  /// What came of writing a result.
  public struct Encoded: Sendable {
    /// An accepted command whose result does not fit is rejected after all.
    public let destination: OutgoingRecords.Destination
  }

  /// Bytes that the smallest result takes besides its key, with what Kafka adds to it.
  private static let smallestBytes = 3072

  /// Writes the result of the command that was decided last: today one record.
  ///
  /// It always fits within `context.resultBytes`: what does not fit is left out, and the result says so.
  public mutating func encode(
    _ decision: Decision, key: RawSpan?, headers: RecordHeaders, position: RecordPosition, context: DecisionContext,
    into outgoing: inout OutgoingRecords
  ) -> Encoded {
    let attributes =
      headers.isEmpty && decision.event == nil
      ? .none : ResultAttributes(headers, event: decision.event, copyHeaders: encoder.copyHeaders)
    var keyView: PaddedBytes?
    if let key { keyView = PaddedBytes(borrowing: key) }
    let request = ResultRequest(
      id: encoder.identity.decision(at: position, clusterID: context.clusterID), text: text.view, key: keyView,
      attributes: attributes, partition: position.partition, time: context.time, resultBytes: context.resultBytes)
    let hasKey = (keyView?.count ?? 0) + Self.smallestBytes <= context.resultBytes
    guard decision.isAccepted else {
      writeRejected(decision, request, position, hasKey: hasKey, isSmallest: context.smallestResult, into: &outgoing)
      return Encoded(destination: .rejected)
    }
    if !context.smallestResult {
      let customerID = encoder.identity.customer(
        customerName(decision, request.id, headers), workspace: reader.workspace, filledIn: decision.filledWorkspace)
      if writeAccepted(decision, request, position, customerID, hasKey: hasKey, into: &outgoing) {
        return Encoded(destination: .accepted)
      }
    }
    var rejected = decision
    rejected.errors = [Self.resultTooLarge(context.resultBytes)]
    writeRejected(rejected, request, position, hasKey: hasKey, isSmallest: context.smallestResult, into: &outgoing)
    return Encoded(destination: .rejected)
  }

  private static func resultTooLarge(_ limit: Int) -> CommandError {
    CommandError(
      ErrorKind(.tooLarge, "the accepted result must fit into \(limit) bytes", Expectation(limit: limit)))
  }

  private func customerName(
    _ decision: Decision, _ id: UUIDValue, _ headers: RecordHeaders
  ) -> ResultIdentity.CustomerName {
    if let key = IdempotencyKey.read(headers) { return .key(key) }
    if let event = decision.event { return .event(source: event.source, id: event.id) }
    return .record(id)
  }

  private mutating func writeAccepted(
    _ decision: Decision, _ request: ResultRequest, _ position: RecordPosition, _ customerID: UUIDValue, hasKey: Bool,
    into outgoing: inout OutgoingRecords
  ) -> Bool {
    var draft = encoder.begin(
      request, .accepted, ResultExtent(hasKey: hasKey), valueBytes: customerBytesMaximum(decision),
      topic: position.topic, in: &outgoing)
    draft.writer.append(#"{"customerId":""#)
    draft.writer.append(customerID)
    draft.writer.append(#"","customer":"#)
    appendCustomer(decision, to: &draft.writer)
    encoder.appendPosition(position, to: &draft.writer)
    if draft.isKeyOmitted { draft.writer.append(#","keyOmitted":true"#) }
    draft.writer.append(UInt8(ascii: "}"))
    return encoder.finish(draft, in: &outgoing)
  }

  private mutating func writeRejected(
    _ decision: Decision, _ request: ResultRequest, _ position: RecordPosition, hasKey: Bool, isSmallest: Bool,
    into outgoing: inout OutgoingRecords
  ) {
    if !isSmallest {
      var extent = ResultExtent(hasKey: hasKey)
      if writeRejected(decision, request, position, extent, into: &outgoing) { return }
      extent.hasCommand = false
      if writeRejected(decision, request, position, extent, into: &outgoing) { return }
      extent.isSmallest = true
      if writeRejected(decision, request, position, extent, into: &outgoing) { return }
    }
    let smallest = ResultExtent(hasKey: false, hasCommand: false, isSmallest: true)
    _ = writeRejected(decision, request, position, smallest, into: &outgoing)
  }

  private mutating func writeRejected(
    _ decision: Decision, _ request: ResultRequest, _ position: RecordPosition, _ extent: ResultExtent,
    into outgoing: inout OutgoingRecords
  ) -> Bool {
    let result = RejectedResult(decision, request, extent)
    guard extent.isLast || !result.isLarger(than: request.resultBytes) else { return false }
    let valueBytes = encoder.problems[result.code.ordinal].count + result.bytesMaximum
    var draft = encoder.begin(
      request, .rejected, extent, valueBytes: valueBytes, topic: position.topic, in: &outgoing)
    encoder.append(result, position, to: &draft.writer)
    return encoder.finish(draft, in: &outgoing)
  }
}
