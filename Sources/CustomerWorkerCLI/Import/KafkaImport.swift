import BulkOnboarding
import CustomerContract
import CustomerWorker
import Glibc
import Platform
import Settings

/// One file's import into Kafka, from the first pass over it to its result files.
struct KafkaImport {
  let settings: WorkerSettings
  let environment: ProgramEnvironment
  let signals: ImportSignals
  let options: Options
  let inputs: ImportInputs
  let path: String

  /// What the command line says besides the settings.
  struct Options {
    var job: JobName
    /// Whether the user has named the job.
    var isNamed = false
    /// Whether the job must be there already.
    var isResume = false
    var again = false
    var waits = true
    var ahead = 100_000
    var timeoutSeconds: Int?
    /// Nil: beside the file.
    var output: String?
    /// The share of the first rows that may be rejected.
    var maxRejected = 0.5
    /// Whether the user has said how to read the file.
    var saysReading = false
    /// The bounds of a transaction and what is in flight, on a broker that keeps little.
    var transactionRows = 10_000
    var transactionBytes = 16 << 20
    /// Where files without a name are made that are no results.
    var temporaryFolder = "/tmp"
    /// The command line that resumes the job; nil where nothing can.
    var resumeLine: ((JobName) -> String)?

    init(job: JobName, resumeLine: ((JobName) -> String)?) {
      self.job = job
      self.resumeLine = resumeLine
    }
  }

  struct Result {
    var code: ExitCode
    /// Nil where nothing was sent.
    var account: Account?
    var job: Job?
  }

  func run(_ file: consuming ImportFile) -> Result {
    let reporter = ImportReporter(environment, ahead: options.ahead)
    let run = JobRun.thisProcess()
    var plan = JobPlan(job: options.job, run: run)
    plan.destination = JobDestination(
      settings, workspace: workspace.map { String(decoding: $0.value, as: UTF8.self) })
    plan.isResume = options.isResume
    plan.again = options.again
    plan.waits = options.waits
    plan.ahead = options.ahead
    plan.timeoutMilliseconds = options.timeoutSeconds.map { Int64($0) * 1000 }
    plan.transactionRows = options.transactionRows
    plan.transactionBytes = options.transactionBytes
    let preparation = ImportPreparation(
      settings: settings, options: options, inputs: inputs, path: path, file: file, reporter: reporter)
    let sink = ImportSink(
      readFile: { isRunning throws(JobsTopicError) in try preparation.readFile(while: isRunning) },
      makeSpill: options.waits ? { try preparation.makeSpill() } : nil,
      writeFiles: { preparation.write($0, $1, $2) },
      needsFiles: { preparation.needsFiles($0) },
      tell: { tell($0, reporter) })
    let watchdog = makeWatchdog()
    defer { watchdog?.stop() }
    let importer = Importer(
      settings, plan, workspace: workspace, signals: signals, watchdog: watchdog, sink: sink)
    let end = importer.run()
    reporter.clear()
    return report(end, importer.state.job, preparation, reporter)
  }

  /// Ends this process when a call of the library does not come back. Without a thread for it there is none, and then no
  /// thread for the rows either.
  private func makeWatchdog() -> CallWatchdog? {
    let environment = environment
    let resumeLine = options.resumeLine?(options.job)
    return try? CallWatchdog(
      slots: 1, boundMilliseconds: Int64(settings.watchdog.seconds) * 1000, exitCode: .temporaryFailure
    ) { overrun in
      environment.writeError(ImportMessages.text(overrun.call, seconds: overrun.milliseconds / 1000, resumeLine))
    }
  }

  private var workspace: (name: [UInt8], value: [UInt8])? {
    inputs.headers.first.map { (Array($0.name.utf8), Array($0.value.utf8)) }
  }

  // MARK: What the user is told

  private func tell(_ news: ImportNews, _ reporter: ImportReporter) {
    switch news {
    case .named(let job):
      reporter.say("Job \(job)")
      if let line = options.resumeLine?(job) { reporter.say("To go on after an interruption:\n  \(line)") }
    case .resuming(let sent, let rows):
      reporter.say("Goes on behind \(sent.grouped) of \(rows.grouped) rows, which are sent.")
    case .progress(let progress): reporter.show(progress)
    case .waitingForTransaction(let seconds):
      reporter.say("Waits for an open transaction on \(settings.jobsTopic), since \(seconds) s.")
    case .waitingForBrokers(let reason):
      reporter.say("No broker answers, and the import waits: \(reason.printable(maximum: 300))")
    case .nobodyReads(let group):
      reporter.say(
        "No worker reads \(settings.topics.commands): the group \(group) has had no member for a minute. The import waits; start a worker."
      )
    case .somebodyReads: reporter.say("Workers read again.")
    case .producerLost: reporter.say("The connection was disturbed; goes on behind the last committed row.")
    case .resultsExpired:
      reporter.say("Some results of this job were deleted before they were read: their rows will count as unprocessed.")
    }
  }

  private func report(
    _ end: ImportEnd, _ job: Job?, _ preparation: ImportPreparation, _ reporter: ImportReporter
  ) -> Result {
    switch end {
    case .finished(let done):
      let account = preparation.account ?? job.map { Account($0, done.account, done.state) }
      return Result(code: account?.exitCode ?? .success, account: account, job: job)
    case .sent:
      let account = job.map { Account($0, JobAccount($0), nil) }
      return Result(code: .success, account: account, job: job)
    case .refused(let refusal):
      if let text = ImportMessages.text(refusal, options.job) { reporter.say(text) }
      if case .importedBefore(let other) = refusal, let done = other.done {
        return Result(code: .noInput, account: Account(other, done.account, done.state), job: other)
      }
      switch refusal {
      case .otherOptions, .otherDestination: return Result(code: .usage)
      default: break
      }
      return Result(code: .noInput)
    case .interrupted(let interruption):
      reporter.say(ImportMessages.text(interruption, options.job))
      if let line = options.resumeLine?(options.job) { reporter.say("Go on with:\n  \(line)") }
      return Result(code: .temporaryFailure)
    case .misconfigured(let reason):
      reporter.say(
        "\(CommandTable.program): \(reason)\nGive this user Write on \(settings.topics.commands) and \(settings.jobsTopic), Read on \(settings.jobsTopic), \(settings.topics.accepted) and \(settings.topics.rejected), Describe on the group \(settings.kafka.groupId), and Write on the transactional ids that begin with \(settings.kafka.groupId)/import/; make missing topics with `customer-worker topics create`."
      )
      return Result(code: .settings)
    }
  }
}
