/// The value of a rejected result: problem details (RFC 9457) with the errors and the command.
struct RejectedResult {
  let extent: ResultExtent
  let errors: ArraySlice<CommandError>
  let errorsOmitted: Int
  let shownAs: Decision.Text
  /// The command as the result shows it, empty when it does not.
  let command: PaddedBytes
  let isKeyOmitted: Bool
  /// The first of all errors; a rejected command has one.
  private let firstError: CommandError
  private let errorCount: Int
  /// What the errors and the command take in the value, or more than a result may have.
  private let contentBytes: Int

  /// A shorter text is not counted byte by byte where it fits whatever it takes.
  private static let countedBytes = 4096

  /// - Parameter all: The errors up to the limit: the decision's, or that of an accepted result that does not fit.
  init(_ decision: borrowing Decision, _ all: [CommandError], _ request: ResultRequest, _ extent: ResultExtent) {
    self.extent = extent
    shownAs = decision.shownAs
    isKeyOmitted = request.key != nil && !extent.hasKey
    command = extent.hasCommand ? request.text[decision.command] : .none
    let isBrief = extent.isSmallest
    errors = isBrief ? all.prefix(1).filter { $0.jsonBytesMaximum <= ResultSize.errorBytes }[...] : all[...]
    errorsOmitted = decision.errorsOmitted + all.count - errors.count
    errorCount = all.count + decision.errorsOmitted
    firstError = all[0]
    let errorBytes = Self.bytes(of: errors)
    contentBytes = errorBytes + Self.bytes(of: command, shownAs, room: request.resultBytes - errorBytes)
  }

  /// The most that errors take, with the commas between them.
  private static func bytes(of errors: ArraySlice<CommandError>) -> Int {
    // Without a copy of each error, which counts its references.
    let errors = errors.span
    var bytes = 0
    for index in errors.indices { bytes += errors[index].jsonBytesMaximum + 1 }
    return bytes
  }

  /// What a command takes in the result: no less than that, and no more than the room where it fits.
  private static func bytes(of command: PaddedBytes, _ text: Decision.Text, room: Int) -> Int {
    // A command past its limit may be of any size, so that no more is looked at than how long it is.
    if command.count > room { return command.count }
    let escapedBytes = command.count * JSONEscape.bytesMaximum + 2
    return command.count < countedBytes && escapedBytes <= room ? escapedBytes : bytes(of: command, text)
  }

  private static func bytes(of command: PaddedBytes, _ text: Decision.Text) -> Int {
    switch text {
    case .none, .omitted: 0
    case .json: command.count
    case .text: command.jsonCount
    case .bytes: Base64.encodedCount(command.count)
    }
  }

  /// The index of the first error's code among the starts of problem details.
  var problem: Int { firstError.codeIndex }

  /// One sentence for people, behind the count of errors where there are more.
  private var sentence: [UInt8] {
    let first = firstError.sentence
    return extent.isSmallest && first.count > ResultSize.sentenceBytes ? Array(firstError.code.title.utf8) : first
  }

  func appendDetail(to writer: inout ArenaWriter) {
    writer.append(UInt8(ascii: "\""))
    if errorCount != 1 {
      writer.append(Int64(errorCount))
      writer.append(" errors; the first: ")
    }
    writer.append(sentence)
    writer.append(UInt8(ascii: "\""))
  }

  /// The errors and the command alone are larger than a result may be: then no room is made to find that out.
  func isLarger(than bytes: Int) -> Bool { contentBytes > bytes }

  /// Without the start of the problem details and the position.
  var bytesMaximum: Int {
    contentBytes + sentence.count + ResultSize.labelBytes
  }
}

extension ResultEncoder {
  mutating func append(
    _ result: RejectedResult, _ request: ResultRequest, _ position: RecordPosition, to writer: inout ArenaWriter
  ) {
    writer.append(problems[result.problem])
    result.appendDetail(to: &writer)
    writer.append(#","errors":["#)
    let errors = result.errors.span
    for index in errors.indices {
      if index > 0 { writer.append(UInt8(ascii: ",")) }
      errors[index].append(to: &writer)
    }
    writer.append(UInt8(ascii: "]"))
    if result.errorsOmitted > 0 {
      writer.append(#","errorsOmitted":"#)
      writer.append(Int64(result.errorsOmitted))
    }
    appendCommand(result, to: &writer)
    appendPosition(position, request.name, to: &writer)
    if result.isKeyOmitted { writer.append(#","keyOmitted":true"#) }
    writer.append(UInt8(ascii: "}"))
  }

  private func appendCommand(_ result: RejectedResult, to writer: inout ArenaWriter) {
    if case .none = result.shownAs { return }
    guard result.extent.hasCommand else { return writer.append(#","commandOmitted":true"#) }
    switch result.shownAs {
    case .none: break
    case .omitted: writer.append(#","commandOmitted":true"#)
    case .json:
      writer.append(#","command":"#)
      writer.append(result.command)
    case .text:
      writer.append(#","commandText":"#)
      writer.appendJSON(result.command)
    case .bytes:
      writer.append(#","commandBase64":""#)
      writer.appendBase64(result.command)
      writer.append(UInt8(ascii: "\""))
    }
  }
}
