/// Writing what was decided, from everything down to what always fits.
extension ResultEncoder {
  /// Writes the result of a decider's last decision.
  mutating func encode(
    _ decision: borrowing Decision, of decider: inout CommandDecider, key: RawSpan?, headers: RecordHeaders,
    position: RecordPosition, context: DecisionContext, into outgoing: inout OutgoingRecords
  ) -> OutgoingRecords.Destination {
    let attributes =
      headers.isEmpty && decision.event == nil
      ? .none : ResultAttributes(headers, event: decision.event, copyHeaders: copyHeaders)
    // The key's owner is borrowed until this function returns.
    var keyBytes: Bytes?
    if let key { keyBytes = unsafe Bytes(borrowing: key) }
    let request = ResultRequest(
      name: identity.decision(at: position, clusterID: context.clusterID), text: decider.text.view, key: keyBytes,
      attributes: attributes, partition: position.partition, time: context.time, resultBytes: context.resultBytes)
    let hasKey = (keyBytes?.count ?? 0) + ResultSize.smallest <= context.resultBytes
    guard decision.isAccepted else {
      writeRejected(
        decision, decision.errors, request, position, hasKey: hasKey, isSmallest: context.smallestResult,
        into: &outgoing)
      return .rejected
    }
    if !context.smallestResult {
      let customerID = identity.customer(
        customerName(decision, request.name.id, headers), workspace: decider.reader.workspace,
        filledIn: decision.filledWorkspace)
      if writeAccepted(decision, of: &decider, request, position, customerID, hasKey: hasKey, into: &outgoing) {
        return .accepted
      }
    }
    writeRejected(
      decision, [Self.resultTooLarge(context.resultBytes)], request, position, hasKey: hasKey,
      isSmallest: context.smallestResult, into: &outgoing)
    return .rejected
  }

  private static func resultTooLarge(_ limit: Int) -> CommandError {
    CommandError(
      ErrorKind(.tooLarge, "the accepted result must fit into \(limit) bytes", Expectation(limit: limit)))
  }

  private func customerName(
    _ decision: borrowing Decision, _ id: UUIDValue, _ headers: RecordHeaders
  ) -> ResultIdentity.CustomerName {
    if let key = IdempotencyKey.read(headers) { return .key(key) }
    if let event = decision.event { return .event(source: event.source, id: event.id) }
    return .record(id)
  }

  private mutating func writeAccepted(
    _ decision: borrowing Decision, of decider: inout CommandDecider, _ request: ResultRequest,
    _ position: RecordPosition,
    _ customerID: UUIDValue, hasKey: Bool, into outgoing: inout OutgoingRecords
  ) -> Bool {
    var draft = begin(
      request, .accepted, ResultExtent(hasKey: hasKey), valueBytes: decider.customerBytesMaximum(decision),
      topic: position.topic, in: &outgoing)
    draft.writer.append(#"{"customerId":""#)
    draft.writer.append(customerID)
    draft.writer.append(#"","customer":"#)
    decider.appendCustomer(decision, to: &draft.writer)
    appendPosition(position, request.name, to: &draft.writer)
    if draft.isKeyOmitted { draft.writer.append(#","keyOmitted":true"#) }
    draft.writer.append(UInt8(ascii: "}"))
    return finish(draft, in: &outgoing)
  }

  private mutating func writeRejected(
    _ decision: borrowing Decision, _ errors: [CommandError], _ request: ResultRequest, _ position: RecordPosition,
    hasKey: Bool, isSmallest: Bool, into outgoing: inout OutgoingRecords
  ) {
    if !isSmallest {
      var extent = ResultExtent(hasKey: hasKey)
      if writeRejected(decision, errors, request, position, extent, into: &outgoing) { return }
      extent.hasCommand = false
      if writeRejected(decision, errors, request, position, extent, into: &outgoing) { return }
      extent.isSmallest = true
      if writeRejected(decision, errors, request, position, extent, into: &outgoing) { return }
    }
    let smallest = ResultExtent(hasKey: false, hasCommand: false, isSmallest: true)
    _ = writeRejected(decision, errors, request, position, smallest, into: &outgoing)
  }

  private mutating func writeRejected(
    _ decision: borrowing Decision, _ errors: [CommandError], _ request: ResultRequest, _ position: RecordPosition,
    _ extent: ResultExtent, into outgoing: inout OutgoingRecords
  ) -> Bool {
    let result = RejectedResult(decision, errors, request, extent)
    guard extent.isLast || !result.isLarger(than: request.resultBytes) else { return false }
    let valueBytes = problems[result.problem].count + result.bytesMaximum
    var draft = begin(request, .rejected, extent, valueBytes: valueBytes, topic: position.topic, in: &outgoing)
    append(result, request, position, to: &draft.writer)
    return finish(draft, in: &outgoing)
  }
}
