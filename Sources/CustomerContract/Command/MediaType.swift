/// The content types that say how a command is encoded.
enum MediaType {
  private static func essence(_ bytes: [UInt8]) -> [UInt8] {
    let essence = bytes.prefix { $0 != UInt8(ascii: ";") }
    let trimmed = essence.filter { $0 != 0x20 && $0 != 0x09 }
    return trimmed.map { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") ? $0 | 0x20 : $0 }
  }

  /// `application/cloudevents…`: the record is a structured event, or a batch of them.
  static func isEvent(_ bytes: [UInt8]) -> Bool {
    essence(bytes).starts(with: "application/cloudevents".utf8)
  }

  /// Whether a structured event is in the JSON format (CloudEvents JSON format, section 3): no batch, no other format.
  static func isJSONEvent(_ bytes: [UInt8]) -> Bool {
    let essence = essence(bytes)
    return essence.elementsEqual("application/cloudevents".utf8)
      || essence.elementsEqual("application/cloudevents+json".utf8)
  }

  /// Whether the subtype is `json` or ends with `+json` (CloudEvents JSON format, section 3.1).
  static func isJSON(_ bytes: [UInt8]) -> Bool {
    let essence = essence(bytes)
    guard let slash = essence.firstIndex(of: UInt8(ascii: "/")) else { return false }
    let subtype = essence[(slash + 1)...]
    return subtype.elementsEqual("json".utf8) || subtype.count > 5 && subtype.suffix(5).elementsEqual("+json".utf8)
  }
}
