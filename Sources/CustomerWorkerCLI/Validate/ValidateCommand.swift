import CustomerContract
import Platform
import Settings

/// `validate`: decides the lines of a file by the code that the worker runs, without Kafka.
struct ValidateCommand {
  let invocation: Invocation

  func run(_ environment: ProgramEnvironment) throws -> ExitCode {
    let settings = try SettingsLoading(environment: environment, invocation: invocation).load().settings
    var input = try InputFile(
      invocation.operands.first ?? "-", of: environment.streams, keptBytes: Self.keptBytes(settings.rules.limits))
    let isSummary = invocation.text(of: .output) == "summary"
    var report =
      isSummary
      ? ValidationReport.summary(ValidationSummary()) : .lines(ByteWriter(descriptor: environment.streams.output))
    var progress = Progress("lines decided", of: nil, on: environment.streams, writesOutput: !isSummary)

    var processor = CommandProcessor(rules: settings.rules, format: settings.results)
    var headers = processor.makeHeaders()
    for (name, value) in invocation.pairs(of: .header) { headers.append(name: name, value: value) }
    var rejected = 0
    while try input.next() {
      let decision = processor.decide(value: input.line, headers: headers)
      if !decision.isAccepted { rejected += 1 }
      try report.record(decision, of: &processor, line: input.lineNumber)
      if input.lineNumber & 255 == 0 { progress.show(input.lineNumber, share: input.shareRead) }
    }
    progress.end()
    try report.finish(environment)
    return rejected == 0 ? .success : .badData
  }

  /// A byte more than a command may have is enough for it to be too large; five may stand before it (Confluent's frame).
  static func keptBytes(_ limits: Limits) -> Int { limits.commandBytes + 5 + 1 }
}
