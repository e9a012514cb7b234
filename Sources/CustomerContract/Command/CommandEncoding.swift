/// The form of a command as far as its headers tell: a plain object with the member `specversion` is an event too.
enum CommandEncoding {
  case plain
  case structuredEvent
  case binaryEvent
  /// The decoded `data_base64` of a structured event, whose text begins at an offset of the record's value.
  /// Indirect, so that the form of every other command is a word.
  indirect case eventData(CommandEvent, base64At: Int)

  init(_ headers: RecordHeaders) {
    if let contentType = headers.unquoted(.contentType), MediaType.isEvent(contentType) {
      self = .structuredEvent
    } else {
      self = headers[.eventSpecVersion] == nil ? .plain : .binaryEvent
    }
  }
}
