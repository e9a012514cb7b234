/// The value of a rejected result: problem details (RFC 9457) with the errors and the command.
struct RejectedResult {
  let decision: Decision
  let extent: ResultExtent
  let errors: ArraySlice<CommandError>
  /// The command as the result shows it, empty when it does not.
  let command: ByteView
  let isKeyOmitted: Bool
  /// What the errors and the command take in the value, or more than a result may have.
  private let contentBytes: Int

  /// A single error whose pointer is long is more than the smallest result has room for.
  private static let smallestErrorBytes = 1024
  /// So is a message that lists what the settings allow.
  private static let smallestMessageBytes = 256
  /// The labels and punctuation around the parts of the value, and the count of errors left out.
  private static let labelBytes = 256

  init(_ decision: Decision, _ request: ResultRequest, _ extent: ResultExtent) {
    self.decision = decision
    self.extent = extent
    isKeyOmitted = request.key != nil && !extent.hasKey
    command = extent.hasCommand ? request.text[decision.command] : request.text[0..<0]
    let isBrief = extent.isSmallest
    errors =
      isBrief
      ? decision.errors.prefix(1).filter { $0.json.count <= Self.smallestErrorBytes }[...] : decision.errors[...]
    let errorBytes = errors.reduce(0) { $0 + $1.json.count + 1 }
    // A command past its limit may be of any size, so that no more is looked at than how long it is.
    let isLonger = command.count > request.resultBytes
    contentBytes = errorBytes + (isLonger ? command.count : Self.bytes(of: command, decision.form))
  }

  private static func bytes(of command: ByteView, _ form: Decision.Form) -> Int {
    switch form {
    case .none: 0
    case .json: command.count
    case .text: command.jsonCount
    case .bytes: Base64.encodedCount(command.count)
    }
  }

  var code: ErrorCode { decision.errors.first?.code ?? .notJSON }

  var errorsOmitted: Int { decision.errorsOmitted + decision.errors.count - errors.count }

  /// One sentence for people.
  var detail: String {
    let count = decision.errors.count + decision.errorsOmitted
    var first = decision.errors.first?.message ?? ""
    if extent.isSmallest, first.utf8.count > Self.smallestMessageBytes { first = code.title }
    return count == 1 ? first : "\(count) errors; the first: \(first)"
  }

  /// The errors and the command alone are larger than a result may be: then no room is made to find that out.
  func isLarger(than bytes: Int) -> Bool { contentBytes > bytes }

  /// Without the start of the problem details and the position.
  var bytesMaximum: Int { contentBytes + [UInt8].jsonCount(detail.utf8) + Self.labelBytes }
}

extension ResultEncoder {
  mutating func append(_ result: RejectedResult, _ position: RecordPosition, to writer: inout ArenaWriter) {
    writer.append(problems[result.code.ordinal])
    var detail: [UInt8] = []
    detail.appendJSON(result.detail)
    writer.append(detail)
    writer.append(#","errors":["#)
    for (index, error) in result.errors.enumerated() {
      if index > 0 { writer.append(UInt8(ascii: ",")) }
      writer.append(error.json)
    }
    writer.append(UInt8(ascii: "]"))
    if result.errorsOmitted > 0 {
      writer.append(#","errorsOmitted":"#)
      writer.append(Int64(result.errorsOmitted))
    }
    appendCommand(result, to: &writer)
    appendPosition(position, to: &writer)
    if result.isKeyOmitted { writer.append(#","keyOmitted":true"#) }
    writer.append(UInt8(ascii: "}"))
  }

  private func appendCommand(_ result: RejectedResult, to writer: inout ArenaWriter) {
    guard result.decision.form != .none else { return }
    guard result.extent.hasCommand else { return writer.append(#","commandOmitted":true"#) }
    switch result.decision.form {
    case .none: break
    case .json:
      writer.append(#","command":"#)
      writer.append(result.command)
    case .text:
      writer.append(#","commandText":"#)
      writer.appendJSON(result.command)
    case .bytes:
      writer.append(#","commandBase64":""#)
      writer.append(Base64.encode(result.command))
      writer.append(UInt8(ascii: "\""))
    }
  }

  mutating func appendPosition(_ position: RecordPosition, to writer: inout ArenaWriter) {
    appendPositionStart(position.topic, to: &writer)
    writer.append(Int64(position.partition))
    writer.append(#","offset":"#)
    writer.append(position.offset)
    writer.append(#","timestamp":"#)
    if let timestamp = position.timestamp { writer.append(timestamp) } else { writer.append("null" as StaticString) }
    writer.append(UInt8(ascii: "}"))
  }
}
