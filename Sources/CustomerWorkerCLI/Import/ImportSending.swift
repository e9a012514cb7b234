import BulkOnboarding
import CustomerContract
import CustomerWorker
import Glibc
import Platform
import Settings

/// `import` without `--dry-run`: one file after the other, each a job of its own.
struct ImportSending {
  let invocation: Invocation
  let inputs: ImportInputs
  let settings: WorkerSettings
  let environment: ProgramEnvironment

  func run() throws -> ExitCode {
    var jobs: [(path: String, options: KafkaImport.Options)] = []
    for path in inputs.paths { jobs.append((path, try options(for: path))) }
    let signals = ImportSignals()
    try signals.forward()
    _ = try ClusterConnection.reach(settings)
    var total: Account?
    var code = ExitCode.success
    for (path, options) in jobs {
      do throws(ImportInputError) {
        let file = try ImportInputs.open(path, environment)
        let result = KafkaImport(
          settings: settings, environment: environment, signals: signals, options: options, inputs: inputs, path: path
        ).run(file)
        code = Self.worse(code, result.code)
        guard let account = result.account else { continue }
        total = total.map { Self.sum($0, account) } ?? account
        try? environment.write(
          invocation.has(.json) ? account.json + "\n" : AccountText(account, of: result.job).text)
      } catch {
        environment.writeError(error.text)
        code = Self.worse(code, error.exitCode)
      }
      if signals.stop.isRequested { break }
    }
    if inputs.paths.count > 1, let total, !invocation.has(.json) {
      try environment.write("\nAll files together:\n" + AccountText(total).text)
    }
    return code
  }

  private static func sum(_ total: Account, _ account: Account) -> Account {
    var total = total
    total.add(account)
    return total
  }

  /// The code that says most: what has to be mended first, then what may be tried again, then rejected rows.
  private static func worse(_ left: ExitCode, _ right: ExitCode) -> ExitCode {
    let order: [ExitCode] = [.success, .badData, .temporaryFailure, .noInput, .unavailable, .usage, .settings]
    return (order.firstIndex(of: left) ?? 0) >= (order.firstIndex(of: right) ?? 0) ? left : right
  }

  // MARK: Options

  private func options(for path: String) throws(UsageError) -> KafkaImport.Options {
    let resumed = invocation.text(of: .resume)
    let named = resumed ?? invocation.text(of: .job)
    if resumed != nil, invocation.has(.job) {
      throw UsageError("import: --resume and --job both name the job; give one of them", seeHelpOf: .importRows)
    }
    if named != nil, inputs.paths.count > 1 {
      throw UsageError(
        "import: one job has one file; give --job and --resume with a single FILE", seeHelpOf: .importRows)
    }
    // What a resume needs besides: where the files are to be, and where the other settings are.
    let kept = [OptionEntry.config, .resultFolder, .workspace].compactMap { option in
      invocation.text(of: option).map { " --\(option.name) \($0.shellWord)" }
    }.joined()
    var options = KafkaImport.Options(job: try Self.name(named)) { job in
      "\(CommandTable.program) import --resume \(job)\(kept) \(path.shellWord)"
    }
    options.temporaryFolder = environment.temporaryFolder
    options.isNamed = named != nil
    options.isResume = resumed != nil
    options.again = invocation.has(.again)
    options.waits = !invocation.has(.noWait)
    options.ahead = invocation.integer(of: .ahead) ?? options.ahead
    options.timeoutSeconds =
      invocation.integer(of: .timeoutSeconds) ?? (isatty(environment.streams.errors) == 1 ? nil : 600)
    options.output = invocation.text(of: .resultFolder)
    options.maxRejected = invocation.share(of: .maxRejected) ?? options.maxRejected
    options.saysReading = ([.format, .encoding, .delimiter, .mapping] + ImportColumns.own).contains {
      invocation.has($0)
    }
    return options
  }

  private static func name(_ text: String?) throws(UsageError) -> JobName {
    guard let text else {
      var generator = SystemRandomNumberGenerator()
      return JobName.madeUp(milliseconds: RealTimeClock.milliseconds(), &generator)
    }
    guard let name = JobName(text) else {
      throw UsageError("import: JOB must be \(JobName.rule), not \"\(text.printable())\"", seeHelpOf: .importRows)
    }
    return name
  }
}
