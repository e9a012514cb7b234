/// The member `position` of every result.
extension ResultEncoder {
  mutating func appendPosition(_ request: ResultRequest, to writer: inout ArenaWriter) {
    appendPositionStart(request.position.topic, to: &writer)
    writer.append(request.name.digits.partition)
    writer.append(#","offset":"#)
    writer.append(request.name.digits.offset)
    writer.append(#","timestamp":"#)
    if request.position.timestamp == nil {
      writer.append("null")
    } else {
      writer.append(request.name.digits.timestamp)
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
