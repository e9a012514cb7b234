/// The member `position` of every result.
extension ResultEncoder {
  mutating func appendPosition(
    _ position: RecordPosition, _ name: ResultIdentity.DecisionName, to writer: inout ArenaWriter
  ) {
    appendPositionStart(position.topic, to: &writer)
    writer.append(name.digits.partition)
    writer.append(#","offset":"#)
    writer.append(name.digits.offset)
    writer.append(#","timestamp":"#)
    if position.timestamp == nil {
      writer.append("null")
    } else {
      writer.append(name.digits.timestamp)
    }
    writer.append(UInt8(ascii: "}"))
  }

  /// Appends `,"position":{"topic":"…","partition":`.
  private mutating func appendPositionStart(_ topic: String, to writer: inout ArenaWriter) {
    if positionStart.topic != topic {
      var json = Array(",\"position\":{\"topic\":".utf8)
      json.appendJSON(topic)
      json.append(text: ",\"partition\":")
      positionStart = (topic, json)
    }
    writer.append(positionStart.json)
  }
}
