/// The value of a rejected result: problem details (RFC 9457) with the errors and the command.
struct RejectedResult {
  let decision: Decision
  let position: RecordPosition
  let extent: ResultExtent
  let errors: ArraySlice<CommandError>
  /// The command as the result shows it, empty when it does not.
  let command: ByteView
  let isKeyOmitted: Bool
  private let problemBytes = 1024

  /// A single error whose pointer is long is more than the smallest result has room for.
  private static let smallestErrorBytes = 1024

  init(_ request: ResultRequest, _ extent: ResultExtent) {
    decision = request.decision
    position = request.position
    self.extent = extent
    isKeyOmitted = request.key != nil && !extent.hasKey
    command = extent.hasCommand ? request.text[request.decision.command] : request.text[0..<0]
    let isBrief = extent.isSmallest
    errors =
      isBrief
      ? decision.errors.prefix(1).filter { $0.json.count <= Self.smallestErrorBytes }[...] : decision.errors[...]
  }

  var errorsOmitted: Int { decision.errorsOmitted + decision.errors.count - errors.count }

  /// One sentence for people.
  var detail: String {
    let count = decision.errors.count + decision.errorsOmitted
    let first = decision.errors.first?.message ?? ""
    return count == 1 ? first : "\(count) errors; the first: \(first)"
  }

  var bytesMaximum: Int {
    let errorBytes = errors.reduce(0) { $0 + $1.json.count + 1 }
    let commandBytes =
      switch decision.form {
      case .none: 0
      case .json: command.count
      case .text: [UInt8].jsonCount(command.array)
      case .bytes: Base64.encodedCount(command.count)
      }
    return errorBytes + commandBytes + detail.utf8.count * 6 + problemBytes
  }
}

extension ResultEncoder {
  mutating func append(_ result: RejectedResult, to writer: inout ArenaWriter) {
    let code = result.decision.errors.first?.code ?? .notJSON
    writer.append(problems[code.ordinal])
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
    appendPosition(result.position, to: &writer)
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
    writer.append(positionStart(position.topic))
    writer.append(Int64(position.partition))
    writer.append(#","offset":"#)
    writer.append(position.offset)
    writer.append(#","timestamp":"#)
    if let timestamp = position.timestamp { writer.append(timestamp) } else { writer.append("null" as StaticString) }
    writer.append(UInt8(ascii: "}"))
  }
}
