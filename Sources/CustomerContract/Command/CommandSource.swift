/// The start of a command in the text that is being decided, and how the command is encoded.
struct CommandSource {
  var start: Int
  var encoding: CommandEncoding

  /// The offset in the record's value of an offset in the text.
  func recordOffset(_ offset: Int) -> Int {
    guard case .eventData(_, let base64At) = encoding else { return offset }
    return base64At + offset / 3 * 4
  }
}
