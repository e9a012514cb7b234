import CustomerContract
import CustomerWorker
import Settings

/// `validate`: decides the lines of a file by the code that the worker runs, without Kafka.
struct ValidateCommand {
  let invocation: Invocation

  func run(_ surroundings: Surroundings) throws -> ExitCode {
    let settings = try SettingsLoading(surroundings: surroundings, invocation: invocation).load().settings
    var input = try InputFile(
      invocation.operands.first ?? "-", of: surroundings, keptBytes: Self.keptBytes(settings.limits))
    let isSummary = invocation.text(of: .output) == "summary"
    var report =
      isSummary ? ValidationReport.summary(ValidationSummary()) : .lines(ByteWriter(descriptor: surroundings.output))
    var progress = Progress("lines decided", of: nil, on: surroundings, writesOutput: !isSummary)

    var processor = CommandProcessor(rules: Rules(settings), format: ResultFormat(settings))
    let headers = Self.headers(invocation, settings)
    var rejected = 0
    while try input.next() {
      let decision = processor.decide(value: input.line, headers: headers)
      if !decision.isAccepted { rejected += 1 }
      try report.note(decision, of: &processor, line: input.lineNumber)
      if input.lineNumber & 255 == 0 { progress.show(input.lineNumber, share: input.shareRead) }
    }
    progress.end()
    try report.finish(surroundings)
    return rejected == 0 ? .success : .badData
  }

  /// A byte more than a command may have is enough for it to be too large; five may stand before it (Confluent's frame).
  static func keptBytes(_ limits: WorkerSettings.Limits) -> Int { limits.commandBytes + 5 + 1 }

  private static func headers(_ invocation: Invocation, _ settings: WorkerSettings) -> RecordHeaders {
    var headers = RecordHeaders(rules: Rules(settings), format: ResultFormat(settings))
    for (name, value) in invocation.pairs(of: .header) { headers.append(name: name, value: value) }
    return headers
  }
}
