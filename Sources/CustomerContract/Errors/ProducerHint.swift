/// A habit of a known producer that explains what is wrong with a command.
enum ProducerHint: CaseIterable {
  case connect, confluentFrame, apicurio, glue, utf16, gzip, zstandard, javaObject, xml, encodedTwice, array

  /// What was recognised, and what to change.
  var sentence: String {
    switch self {
    case .connect:
      "this looks like the envelope of Kafka Connect's JsonConverter; set value.converter.schemas.enable=false there"
    case .confluentFrame:
      "behind Confluent's frame there is no JSON but perhaps Avro or Protobuf, which this topic does not take; use a JSON serializer"
    case .apicurio:
      "this looks like the frame of Apicurio Registry with an id of eight bytes; set apicurio.registry.headers.enabled=true there, which writes the id into a header"
    case .glue:
      "this looks like the frame of AWS Glue Schema Registry, which this topic does not take; use a plain JSON serializer"
    case .utf16: "this looks like UTF-16; write UTF-8"
    case .gzip: "this looks like gzip; set compression.type of the producer instead of compressing values"
    case .zstandard: "this looks like Zstandard; set compression.type of the producer instead of compressing values"
    case .javaObject: "this looks like a serialized Java object; use a JSON serializer"
    case .xml: "this looks like XML; write JSON"
    case .encodedTwice: "the string holds JSON, so it was encoded twice; write the object itself"
    case .array: "write each element of the array as a record of its own"
    }
  }

  /// Recognises what is in front of a text that is not UTF-8 or not JSON; the value is the record's.
  static func recognise(_ value: PaddedBytes) -> ProducerHint? {
    if value.count < 2 { return nil }
    switch (value[0], value[1]) {
    case (0xFF, 0xFE), (0xFE, 0xFF): return .utf16
    case (0x1F, 0x8B): return .gzip
    case (0xAC, 0xED): return .javaObject
    case (0x28, 0xB5) where value.count > 3 && value[2] == 0x2F && value[3] == 0xFD: return .zstandard
    case (0x03, 0x00), (0x03, 0x05): return value.count > 18 ? .glue : nil
    case (UInt8(ascii: "<"), _): return .xml
    default: break
    }
    if isUTF16(value) { return .utf16 }
    guard value[0] == 0, value.count > 5, !startsText(value, at: 5) else { return nil }
    // Behind an id of eight bytes the text begins where it should.
    return value.count > 9 && startsText(value, at: 9) ? .apicurio : .confluentFrame
  }

  /// Whether every other one of the first bytes is zero, and the bytes between are ASCII.
  private static func isUTF16(_ value: PaddedBytes) -> Bool {
    guard value.count >= 4 else { return false }
    let isLittle = value[1] == 0 && value[3] == 0 && value[0] > 0 && value[2] > 0
    let isBig = value[0] == 0 && value[2] == 0 && value[1] > 0 && value[3] > 0
    return (isLittle && value[0] < 0x80 && value[2] < 0x80) || (isBig && value[1] < 0x80 && value[3] < 0x80)
  }

  private static func startsText(_ value: PaddedBytes, at offset: Int) -> Bool {
    switch value[offset] {
    case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""), UInt8(ascii: "'"): true
    default: value[offset].isSpace || value.has("\u{FEFF}", at: offset)
    }
  }
}
