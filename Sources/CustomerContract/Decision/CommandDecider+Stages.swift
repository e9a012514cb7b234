internal import SimdJSON

/// The stages of deciding: bytes, form, workspace, fields. The first that fails reports all of its errors.
extension CommandDecider {
  mutating func decide(_ source: CommandSource, _ headers: RecordHeaders) -> Decision {
    guard let event = attributes(source.encoding, headers) else { return decideBytes(source, headers) }
    // The result names the event that it answers, whatever is wrong with the event.
    var decision = decideBytes(source, headers)
    decision.event = event
    return decision
  }

  mutating func attributes(_ encoding: CommandEncoding, _ headers: RecordHeaders) -> EventAttributes? {
    switch encoding {
    case .plain, .structuredEvent: nil
    case .binaryEvent:
      EventAttributes(id: headers.unquoted(.eventID) ?? [], source: headers.unquoted(.eventSource) ?? [])
    case .eventData(let event, _): event.attributes
    }
  }

  @inline(__always) private mutating func decideBytes(_ source: CommandSource, _ headers: RecordHeaders) -> Decision {
    let command = source.start..<text.count
    guard !command.isEmpty else { return Decision(rejectedFor: commandErrors.empty) }
    if let errors = headerErrors(source.encoding, headers) { return reject(errors, shownText(source), command) }
    guard command.count <= rules.limits.commandBytes else {
      return Decision(rejectedFor: commandErrors.commandSize, shownAs: shownText(source), command)
    }
    // A byte-order mark is skipped (RFC 8259, section 8.1).
    let start = source.start + (text.view.dropFirst(source.start).hasByteOrderMark ? 3 : 0)
    switch text.findTokens(from: start) {
    case .tokens(let tokens): return decide(tokens, at: start, source, headers)
    case .notUTF8: return notUTF8(source)
    case .notJSON: return notJSON(source, start)
    }
  }

  /// What the headers alone say against a command: they cannot be read, or the data of an event is no JSON; nil when nothing.
  mutating func headerErrors(_ encoding: CommandEncoding, _ headers: RecordHeaders) -> [CommandError]? {
    if headers.areUnreadable { return [commandErrors.headerCount] }
    guard let contentType = headers.unquoted(.contentType) else { return nil }
    switch encoding {
    case .plain, .eventData: return nil
    case .structuredEvent: return MediaType.isJSONEvent(contentType) ? nil : [EventRules.format]
    case .binaryEvent: return MediaType.isJSON(contentType) ? nil : binaryEventErrors(headers)
    }
  }

  private mutating func binaryEventErrors(_ headers: RecordHeaders) -> [CommandError] {
    var attributes = EventRules.Attributes()
    attributes.specVersion = EventAttribute(headers.unquoted(.eventSpecVersion))
    attributes.id = EventAttribute(headers.unquoted(.eventID))
    attributes.source = EventAttribute(headers.unquoted(.eventSource))
    attributes.type = EventAttribute(headers.unquoted(.eventType))
    attributes.dataContentType = EventAttribute(headers.unquoted(.contentType))
    attributes.areHeaders = true
    return events.errors(attributes)
  }

  // MARK: Bytes

  private mutating func shownText(_ source: CommandSource) -> Decision.Text {
    let bytes = text.view.dropFirst(source.start)
    return unsafe simdjson_is_utf8(bytes.start, bytes.count) != 0 ? .text : .bytes
  }

  /// A hint is about the record's own value, not about what was decoded from it.
  private mutating func hint(_ source: CommandSource) -> ProducerHint? {
    if case .eventData = source.encoding { nil } else { ProducerHint.recognise(text.view) }
  }

  @inline(never) private mutating func notUTF8(_ source: CommandSource) -> Decision {
    let offset = text.view.dropFirst(source.start).firstOffsetOutsideUTF8
    let error = commandErrors.notUTF8(
      byteOffset: offset.map { source.recordOffset($0 + source.start) }, hint: hint(source))
    return Decision(rejectedFor: error, shownAs: .bytes, source.start..<text.count)
  }

  @inline(never) private mutating func notJSON(_ source: CommandSource, _ start: Int) -> Decision {
    guard shownText(source) == .text else { return notUTF8(source) }
    let fault =
      SyntaxScanner.firstError(in: text.view.dropFirst(start))
      ?? CommandSyntaxError(reason: .unexpectedCharacter, offset: 0)
    let error = commandErrors.notJSON(
      fault, byteOffset: source.recordOffset(fault.offset + start), hint: hint(source))
    return Decision(rejectedFor: error, shownAs: .text, source.start..<text.count)
  }

  @inline(__always) private mutating func decide(
    _ tokens: Tokens, at start: Int, _ source: CommandSource, _ headers: RecordHeaders
  ) -> Decision {
    reader.begin(tokens, hasBackslash: text.hasBackslash)
    guard tokens.first(0) == UInt8(ascii: "{") else {
      return reader.checkWhole(tokens) ? notObject(tokens, at: start, source, headers) : notJSON(source, start)
    }
    if case .structuredEvent = source.encoding { return decideEnvelope(tokens, at: start, source, headers) }
    guard reader.read(tokens, 0) == tokens.tokenCount else {
      return notJSON(source, start)
    }
    if case .plain = source.encoding {
      guard reader.isEvent else { return decideRead(start..<text.count, at: start, headers, nil) }
      reader.begin(tokens, hasBackslash: text.hasBackslash)
      return decideEnvelope(tokens, at: start, source, headers)
    }
    return decideRead(start..<text.count, at: start, headers, outerEvent(source.encoding, headers))
  }

  /// The event that a command is the data of, as its headers or its envelope have it.
  private mutating func outerEvent(_ encoding: CommandEncoding, _ headers: RecordHeaders) -> CommandEvent? {
    if case .eventData(let event, _) = encoding { return event }
    return attributes(encoding, headers).map { CommandEvent(attributes: $0, errors: binaryEventErrors(headers)) }
  }

  /// Rejects JSON that is no object: of an event it is the data.
  @inline(never) private mutating func notObject(
    _ tokens: Tokens, at start: Int, _ source: CommandSource, _ headers: RecordHeaders
  ) -> Decision {
    let kind = JSONKind(firstByte: tokens.first(0))
    let command = start..<text.count
    if let event = outerEvent(source.encoding, headers) {
      if reader.checker.faultCount > 0 { return rejectStructure(command) }
      return reject(event.errors + [EventRules.dataError(kind)], .json, command)
    }
    let isEncodedTwice = kind == .string && tokens.content(ofString: 0).has(#"{\""#, at: 0)
    return rejectStructure(
      command, first: [commandErrors.notObject(kind, isEncodedTwice: isEncodedTwice)],
      reader.checker.faultCount == 0 ? .json : .text)
  }

  // MARK: Events

  @inline(never) private mutating func decideEnvelope(
    _ tokens: Tokens, at start: Int, _ source: CommandSource, _ headers: RecordHeaders
  ) -> Decision {
    var envelope = CloudEventEnvelope()
    guard reader.readEnvelope(tokens, into: &envelope) == tokens.tokenCount else {
      return notJSON(source, start)
    }
    let event = CommandEvent(
      attributes: EventAttributes(
        id: envelope.attributes.id.text ?? [], source: envelope.attributes.source.text ?? [],
        correlationID: envelope.correlationID),
      errors: events.errors(envelope.attributes))
    var decision = decideData(envelope, event, tokens, at: start, headers)
    if decision.event == nil { decision.event = event.attributes }
    return decision
  }

  private mutating func decideData(
    _ envelope: CloudEventEnvelope, _ event: CommandEvent, _ tokens: Tokens, at start: Int, _ headers: RecordHeaders
  ) -> Decision {
    let whole = start..<text.count
    if reader.checker.faultCount > 0, envelope.dataKind != .object { return rejectStructure(whole) }
    if envelope.data != nil, envelope.base64 != nil {
      return rejectEvent(event, EventRules.dataTwice, envelope, at: start)
    }
    if let base64 = envelope.base64 {
      guard envelope.base64IsString else { return rejectEvent(event, EventRules.base64NotString, envelope, at: start) }
      return decideBase64(tokens, base64, at: start, headers, event, envelope)
    }
    guard envelope.dataKind == .object else {
      return rejectEvent(event, EventRules.dataError(envelope.dataKind), envelope, at: start)
    }
    let object = (envelope.object.lowerBound + start)..<(envelope.object.upperBound + start)
    return decideRead(object, at: start, headers, event)
  }

  /// Rejects an event for its attributes and its data, unless what is around the data is wrong already.
  private mutating func rejectEvent(
    _ event: CommandEvent, _ error: CommandError, _ envelope: CloudEventEnvelope, at start: Int
  ) -> Decision {
    let whole = start..<text.count
    return reader.checker.faultCount > 0 ? rejectStructure(whole) : reject(event.errors + [error], .json, whole)
  }

  /// Decides the bytes that `data_base64` encodes, instead of the event.
  private mutating func decideBase64(
    _ tokens: Tokens, _ token: Int, at start: Int, _ headers: RecordHeaders, _ event: CommandEvent,
    _ envelope: CloudEventEnvelope
  ) -> Decision {
    let content = tokens.content(ofString: token)
    guard let bytes = Base64.decode(reader.strings.meaning(of: content)) else {
      return rejectEvent(event, EventRules.notBase64, envelope, at: start)
    }
    if bytes.isEmpty { return rejectEvent(event, EventRules.noBase64Data, envelope, at: start) }
    unsafe text.load(bytes.span.bytes)
    return decide(
      CommandSource(start: 0, encoding: .eventData(event, base64At: start + tokens.start(token) + 1)), headers)
  }

  // MARK: Form, workspace, fields

  /// Decides the object that was read.
  ///
  /// - Parameter start: The offset of the tokens' text in the whole.
  @inline(__always) private mutating func decideRead(
    _ command: Range<Int>, at start: Int, _ headers: RecordHeaders, _ event: CommandEvent?
  ) -> Decision {
    if reader.checker.faultCount > 0 { return rejectStructure(command, event: event?.attributes) }
    if let event, !event.errors.isEmpty { return reject(event.errors, .json, command, event.attributes) }
    var filledWorkspace: [UInt8]?
    if takesWorkspaceFromHeader {
      switch workspace(headers) {
      case .ofCommand: break
      case .filledIn(let workspace): filledWorkspace = workspace
      case .refused(let error): return reject([error], .json, command, event?.attributes)
      }
    }
    let (errors, omitted) = reader.hasFieldErrors ? reader.fieldErrors(limit: rules.limits.errors) : ([], 0)
    var decision = Decision(
      errors: errors, errorsOmitted: omitted, shownAs: .json, command: command, event: event?.attributes)
    decision.body = (reader.body.lowerBound + start)..<(reader.body.upperBound + start)
    decision.defaults = reader.table.withDefault - reader.present
    decision.filledWorkspace = filledWorkspace
    return decision
  }

  private enum CallersWorkspace {
    case ofCommand
    case filledIn([UInt8])
    case refused(CommandError)
  }

  /// Compares the caller's workspace with the command's, or fills it in.
  @inline(never) private mutating func workspace(_ headers: RecordHeaders) -> CallersWorkspace {
    guard let header = workspaceHeader.flatMap({ headers[$0] }) else {
      return .refused(commandErrors.workspaceRequired)
    }
    if header.isEmpty { return .refused(commandErrors.workspaceEmpty) }
    guard String(validating: header, as: UTF8.self) != nil else { return .refused(commandErrors.workspaceNotUTF8) }
    if let workspace = reader.workspace {
      return workspace.isEqual(to: header) ? .ofCommand : .refused(commandErrors.workspaceMismatch)
    }
    // A workspace of another type than string is the field's own error.
    return reader.hasWorkspace ? .ofCommand : .filledIn(header)
  }

  /// Rejects a command for its structure; there may be more faults than were kept.
  @inline(never) private mutating func rejectStructure(
    _ command: Range<Int>, first: [CommandError] = [], _ shownAs: Decision.Text = .text,
    event: EventAttributes? = nil
  ) -> Decision {
    var errors = first
    errors.reserveCapacity(first.count + reader.checker.faults.count)
    let pointers = reader.checker.pointers.bytes
    for index in 0..<reader.checker.faults.count {
      errors.append(commandErrors.error(reader.checker.faults[index], pointers))
    }
    var decision = reject(errors, shownAs, command, event)
    decision.errorsOmitted = first.count + reader.checker.faultCount - decision.errors.count
    return decision
  }

  @inline(never) mutating func reject(
    _ errors: [CommandError], _ shownAs: Decision.Text, _ command: Range<Int>, _ event: EventAttributes? = nil
  ) -> Decision {
    let reported = errors.count > rules.limits.errors ? Array(errors.prefix(rules.limits.errors)) : errors
    return Decision(
      errors: reported, errorsOmitted: errors.count - reported.count, shownAs: shownAs, command: command, event: event)
  }
}
