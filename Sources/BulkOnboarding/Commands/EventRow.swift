internal import Platform

/// Recognises CloudEvents among the rows of NDJSON.
enum EventRow {
  /// Whether a row may be an event: few others have the letters of `specversion` or an escape that may stand for them.
  static func isPossible(_ row: RawSpan) -> Bool {
    ByteSearch.firstOffset(of: "specversion", in: row) != nil || ByteSearch.firstOffset(of: "\\u", in: row) != nil
  }

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
