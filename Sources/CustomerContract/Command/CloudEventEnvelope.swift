/// The members of a structured CloudEvent (CloudEvents JSON format, section 3).
struct CloudEventEnvelope {
  var specVersion: [UInt8]?
  var id: [UInt8]?
  var source: [UInt8]?
  var type: [UInt8]?
  var dataContentType: [UInt8]?
  var correlationID: [UInt8]?
  /// The token of `data`, and whether an object begins there.
  var data: Int?
  var dataIsObject = false
  /// Where the object begins and ends.
  var object = 0..<0
  /// The token of `data_base64`.
  var base64: Int?
}

extension CommandReader {
  /// Reads an event's object at the first token, and its `data` as a command when that is an object.
  ///
  /// Returns the token behind it, nil where the text is not JSON.
  mutating func readEnvelope(_ tokens: Tokens, into envelope: inout CloudEventEnvelope) -> Int? {
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
      let value = token + 2
      let isData = name.isEqual(to: "data")
      let next: Int?
      if isData, envelope.data == nil, tokens.first(value) == UInt8(ascii: "{") {
        next = read(tokens, value)
        envelope.dataIsObject = true
        if let next { envelope.object = tokens.start(value)..<tokens.endOfValue(before: next) }
      } else {
        next = checker.check(tokens, value, of: nil, &strings)
      }
      guard let next else { return nil }
      if isData {
        envelope.data = value
      } else if tokens.first(value) == UInt8(ascii: "\"") {
        readAttribute(name, tokens, value, &envelope)
      }
      token = next
      if tokens.first(token) == UInt8(ascii: "}") { break }
      guard tokens.first(token) == UInt8(ascii: ",") else { return nil }
      token += 1
    }
    // The members of the event are none of the command's, so they have no pointer.
    names.takeDuplicates(from: 0) { _ in checker.add(.duplicate, of: nil) }
    return token + 1
  }

  private mutating func readAttribute(
    _ name: PaddedBytes, _ tokens: Tokens, _ value: Int, _ envelope: inout CloudEventEnvelope
  ) {
    if name.isEqual(to: "data_base64") {
      envelope.base64 = value
      return
    }
    let text = strings.meaning(of: tokens.content(ofString: value))
    // Results carry it in a header, and no longer one.
    guard text.count <= RecordHeaders.valueBytesMaximum else { return }
    if name.isEqual(to: "specversion") {
      envelope.specVersion = text.array
    } else if name.isEqual(to: "id") {
      envelope.id = text.array
    } else if name.isEqual(to: "source") {
      envelope.source = text.array
    } else if name.isEqual(to: "type") {
      envelope.type = text.array
    } else if name.isEqual(to: "datacontenttype") {
      envelope.dataContentType = text.array
    } else if name.isEqual(to: "correlationid") {
      envelope.correlationID = text.array
    }
  }
}
