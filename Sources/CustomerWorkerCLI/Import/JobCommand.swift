import BulkOnboarding
import CustomerWorker
import Platform
import Settings

/// `job`: the imports that the jobs topic knows, or what became of one of them.
struct JobCommand {
  let invocation: Invocation

  func run(_ environment: ProgramEnvironment) throws -> ExitCode {
    let settings = try SettingsLoading(environment: environment, invocation: invocation).loadForKafka().settings
    let stop = try environment.stopSignal()
    _ = try ClusterConnection.reach(settings)
    guard let text = invocation.operands.first else {
      let jobs = try read(settings, stop, environment)
      try environment.write(invocation.has(.json) ? JobList(jobs.all).json : JobList(jobs.all).text)
      for name in jobs.unreadableNames {
        guard let error = jobs.unreadableRecord(of: name) else { continue }
        environment.writeError("\(CommandTable.program): a record of the job \(name) cannot be read: \(error)\n")
      }
      return .success
    }
    guard let name = JobName(text) else {
      throw UsageError("JOB must be \(JobName.rule), not \"\(text.printable())\"", seeHelpOf: .job)
    }
    if invocation.has(.cancel) || invocation.has(.forget) { return try change(name, settings, stop, environment) }
    return try show(name, settings, stop, environment)
  }

  private func read(
    _ settings: WorkerSettings, _ stop: StopSignal, _ environment: ProgramEnvironment
  ) throws -> Jobs {
    do throws(JobsTopicError) {
      return try JobsTopicReader(settings).look { !stop.isRequested }
    } catch {
      throw JobError(error, topic: settings.jobsTopic)
    }
  }

  // MARK: One job

  private func show(
    _ name: JobName, _ settings: WorkerSettings, _ stop: StopSignal, _ environment: ProgramEnvironment
  ) throws -> ExitCode {
    guard let (job, found) = try inspect(name, settings, stop, environment) else { throw JobError.unknown(name) }
    var done = job.done
    if done == nil, found.isOver {
      // Whoever finds a job complete says so; without the right to, the next one counts again.
      done = try? JobKeeper(settings, .thisProcess()).finish(job, found.account)
    }
    let account = Account(job, found.account, done?.state)
    try environment.write(invocation.has(.json) ? account.json + "\n" : AccountText(account, of: job).text)
    return account.exitCode
  }

  /// The job with its account; nil when there is no such job.
  private func inspect(
    _ name: JobName, _ settings: WorkerSettings, _ stop: StopSignal, _ environment: ProgramEnvironment
  ) throws -> (job: Job, found: JobInspection.Found)? {
    do {
      if invocation.has(.wait) { return try JobWait(settings, name).run { !stop.isRequested } }
      guard let job = try read(settings, stop, environment).asked(name) else { return nil }
      return (job, try JobInspection(settings, job).account { !stop.isRequested })
    } catch let error as JobError {
      throw error
    } catch {
      throw JobError(error, topic: settings.jobsTopic)
    }
  }

  private func change(
    _ name: JobName, _ settings: WorkerSettings, _ stop: StopSignal, _ environment: ProgramEnvironment
  ) throws -> ExitCode {
    do {
      guard let job = try read(settings, stop, environment).asked(name) else { throw JobError.unknown(name) }
      let keeper = JobKeeper(settings, .thisProcess())
      if invocation.has(.cancel) {
        guard let done = try keeper.cancel(name, while: { !stop.isRequested }, onWait: { _ in }) else {
          throw JobError.unknown(name)
        }
        let verb = done.state == .cancelled ? "cancelled" : "was over already"
        try environment.write(
          "\(name): \(verb); \(done.account.sent.grouped) of \(done.account.rows.grouped) rows are sent, and workers decide them.\n"
        )
      }
      if invocation.has(.forget) {
        guard job.done != nil || invocation.has(.cancel) else { throw JobError.unfinished(name) }
        try keeper.forget(name)
        try environment.write("\(name): forgotten; its file may be imported again\n")
      }
    } catch let error as JobError {
      throw error
    } catch {
      throw JobError(error, topic: settings.jobsTopic)
    }
    return .success
  }
}
