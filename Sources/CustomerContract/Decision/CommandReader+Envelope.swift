/// Reading CloudEvents in structured mode.
extension CommandReader {
  /// Reads an event's object at the first token, and its `data` as a command when that is an object.
  ///
  /// Returns the token behind the object, nil where the text is not JSON.
  mutating func readEnvelope(_ tokens: Tokens, into envelope: inout CloudEventEnvelope) -> Int? {
    checker.isInEvent = true
    var token = 1
    var names = MemberNames()
    var count = 0
    guard tokens.first(token) != UInt8(ascii: "}") else { return token + 1 }
    while true {
      guard tokens.first(token) == UInt8(ascii: "\""), tokens.first(token + 1) == UInt8(ascii: ":"),
        let name = strings.checkedMeaning(of: tokens.content(ofString: token))
      else { return nil }
      count += 1
      if count <= limits.members {
        names.append(name)
      } else if count == limits.members + 1 {
        checker.add(.members, of: nil)
      }
      if name.count > limits.nameBytes { checker.add(.nameBytes, of: nil) }
      guard let next = readMember(of: &envelope, name, tokens, token + 2) else { return nil }
      token = next
      if tokens.first(token) == UInt8(ascii: "}") { break }
      guard tokens.first(token) == UInt8(ascii: ",") else { return nil }
      token += 1
    }
    // The members of the event are none of the command's, so they have no pointer.
    names.takeDuplicates(from: 0) { _ in checker.add(.duplicate, of: nil) }
    return token + 1
  }

  /// Reads the value of an event's member; returns the token behind it, nil where the text is not JSON.
  private mutating func readMember(
    of envelope: inout CloudEventEnvelope, _ name: PaddedBytes, _ tokens: Tokens, _ value: Int
  ) -> Int? {
    let kind = JSONKind(firstByte: tokens.first(value))
    let isData = name.isEqual(to: "data")
    if isData, envelope.dataKind == nil, kind == .object {
      checker.isInEvent = false
      let next = read(tokens, value)
      checker.isInEvent = true
      guard let next else { return nil }
      envelope.object = tokens.start(value)..<tokens.endOfValue(before: next)
      (envelope.data, envelope.dataKind) = (value, kind)
      return next
    }
    guard let next = checker.check(tokens, value, of: nil, &strings) else { return nil }
    if isData {
      envelope.dataKind = kind
      envelope.data = kind == .null ? nil : value
    } else if name.isEqual(to: "data_base64") {
      envelope.base64 = kind == .null ? nil : value
      envelope.base64IsString = kind == .string
    } else if kind != .null {
      readAttribute(name, tokens, value, kind, &envelope)
    }
    return next
  }

  private mutating func readAttribute(
    _ name: PaddedBytes, _ tokens: Tokens, _ value: Int, _ kind: JSONKind, _ envelope: inout CloudEventEnvelope
  ) {
    if name.isEqual(to: "specversion") {
      envelope.attributes.specVersion = attribute(tokens, value, kind)
    } else if name.isEqual(to: "id") {
      envelope.attributes.id = attribute(tokens, value, kind)
    } else if name.isEqual(to: "source") {
      envelope.attributes.source = attribute(tokens, value, kind)
    } else if name.isEqual(to: "type") {
      envelope.attributes.type = attribute(tokens, value, kind)
    } else if name.isEqual(to: "datacontenttype") {
      envelope.attributes.dataContentType = attribute(tokens, value, kind)
    } else if name.isEqual(to: "correlationid") {
      envelope.correlationID = attribute(tokens, value, kind).text
    }
  }

  private mutating func attribute(_ tokens: Tokens, _ value: Int, _ kind: JSONKind) -> EventAttribute {
    guard kind == .string else { return .notString }
    let text = strings.meaning(of: tokens.content(ofString: value))
    return text.count > RecordHeaders.valueBytesMaximum ? .tooLong : .text(text.array)
  }
}
