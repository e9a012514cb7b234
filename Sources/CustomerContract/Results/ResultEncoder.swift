internal import Platform

/// Writes results into the records of a transaction: value, key and headers.
///
/// Mutating where nothing changes, for the reason that `CommandReader` gives.
struct ResultEncoder: ~Copyable {
  let format: ResultFormat
  /// By the index of the first error's code: the start of problem details (RFC 9457), up to the value of `detail`.
  let problems: [[UInt8]]
  let copyHeaders: [HeaderName]
  let source: [UInt8]
  var identity = ResultIdentity()
  /// For the last topic, which is the next one's too.
  var positionStart: (topic: String, json: [UInt8]) = ("", [])
  private var formattedTime: (time: Int64, text: [UInt8])?

  init(format: ResultFormat) {
    self.format = format
    copyHeaders = format.copyHeaders.map { HeaderName($0) }
    source = Array(format.source.utf8)
    problems = ErrorCode.allCases.map { code in
      var json = Array("{\"type\":".utf8)
      json.appendJSON(format.problemBase + code.rawValue)
      json.append(text: ",\"title\":")
      json.appendJSON(code.title)
      json.append(text: ",\"status\":\(code.status),\"detail\":")
      return json
    }
  }

  /// The transaction's start as RFC 3339 has it.
  mutating func time(_ milliseconds: Int64) -> [UInt8] {
    if let formattedTime, formattedTime.time == milliseconds { return formattedTime.text }
    let text = Array(UTCTimestamp(milliseconds: max(0, milliseconds)).description.utf8)
    formattedTime = (milliseconds, text)
    return text
  }
}
