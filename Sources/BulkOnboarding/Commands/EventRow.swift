/// Recognises CloudEvents among the rows of NDJSON.
enum EventRow {
  /// Whether the row is an event; and whether it has a correlation of its own.
  static func look(_ row: RawSpan) -> (isEvent: Bool, hasCorrelation: Bool) {
    var found = (isEvent: false, hasCorrelation: false)
    let text = Span<UInt8>(_bytes: row)
    JSONMembers.forEach(of: text, in: 0..<text.count) { name, value in
      if name.elementsEqual("specversion".utf8) { found.isEvent = true }
      if name.elementsEqual("correlationid".utf8), text[value.lowerBound] != UInt8(ascii: "n") {
        found.hasCorrelation = true
      }
    }
    return found
  }
}
