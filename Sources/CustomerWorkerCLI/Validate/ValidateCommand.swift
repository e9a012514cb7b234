import CustomerContract
import Platform
import Settings

/// `validate`: decides the lines of files by the code that the worker runs, without Kafka.
struct ValidateCommand {
  let invocation: Invocation

  func run(_ environment: ProgramEnvironment) throws -> ExitCode {
    let settings = try SettingsLoading(environment: environment, invocation: invocation).load().settings
    let paths = invocation.operands
    var validation = Validation(
      settings: settings, headers: invocation.pairs(of: .header),
      isSummary: invocation.text(of: .output) == "summary", namesFiles: paths.count > 1, streams: environment.streams)
    var isAnyUnreadable = false
    for path in paths {
      do {
        let file = try InputFile(path, of: environment.streams, keptBytes: Self.keptBytes(settings.rules.limits))
        try validation.decide(file, path)
      } catch let error as InputError {
        // The other files have their account all the same.
        environment.writeError(error.text)
        isAnyUnreadable = true
      }
    }
    let rejected = try validation.finish()
    if isAnyUnreadable { return .noInput }
    return rejected == 0 ? .success : .badData
  }

  /// A byte more than a command may have is enough for it to be too large; five may stand before it (Confluent's frame).
  static func keptBytes(_ limits: Limits) -> Int { limits.commandBytes + 5 + 1 }
}
