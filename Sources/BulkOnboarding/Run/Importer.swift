internal import CustomerContract
package import CustomerWorker
internal import Kafka
internal import Platform
package import Settings

/// Imports one file: performs on Kafka what the state says, and tells it what came of it.
///
/// It is used on one thread.
package final class Importer {
  let settings: WorkerSettings
  let sink: ImportSink
  let signals: ImportSignals
  /// The header with the workspace; nil without one.
  let workspace: (name: [UInt8], value: [UInt8])?
  /// Ends the process when a call of the library does not come back; nil watches nothing.
  private let watchdog: CallWatchdog?
  package private(set) var state: ImportState
  private var producer: JobProducer?
  private var input: ImportInput?
  private var rows: RowSender
  private var answers: AnswerTracker?
  private var results: AnswerResults?
  private var progress: JobProgress?
  private var isAbandoned = false
  private var isWaitingForBrokers = false

  package init(
    _ settings: WorkerSettings, _ plan: JobPlan, workspace: (name: [UInt8], value: [UInt8])?, signals: ImportSignals,
    watchdog: CallWatchdog?, sink: ImportSink
  ) {
    self.settings = settings
    self.workspace = workspace
    self.signals = signals
    self.watchdog = watchdog
    self.sink = sink
    rows = RowSender(plan.job, workspace: workspace)
    state = ImportState(plan, now: MonotonicClock.milliseconds())
  }

  private var plan: JobPlan { state.plan }

  /// Runs until the import ends.
  package func run() -> ImportEnd {
    sink.tell(.named(plan.job))
    while true {
      if signals.stop.isRequested { state.stopRequested() }
      if signals.isSuspendRequested { state.suspendRequested() }
      if signals.isAbortRequested { producer?.abort() }
      let now = MonotonicClock.milliseconds()
      let action = state.next(now: now)
      if case .stop(let end) = action {
        watch("the end of its clients") { close() }
        return end
      }
      perform(action)
      tellProgress()
    }
  }

  private func close() {
    rows.stop()
    producer?.close()
    producer = nil
    rows.releaseBatches()
    answers?.stop()
    answers = nil
  }

  private var now: Int64 { MonotonicClock.milliseconds() }

  private func perform(_ action: ImportAction) {
    switch action {
    case .readFile: readFile()
    case .lookAtJobs: readJobs(isEarly: true)
    case .makeProducer: watch("the making of a producer") { makeProducer() }
    case .readJobs: readJobs(isEarly: false)
    case .write(let record): watch("a record of the job") { write(record) }
    case .rewind(let position): watch("the making of a consumer") { rewind(to: position) }
    case .awaitRows(let milliseconds): awaitRows(milliseconds)
    case .begin: watch("begin") { state.began(producer?.begin() ?? ImportCallReport(.failed), now: now) }
    case .sendRows(let atMost, let milliseconds): watch("produce") { sendRows(atMost, milliseconds) }
    case .flush: watch("flush") { state.flushed(producer?.flush() ?? ImportCallReport(.failed), now: now) }
    case .sendProgress(let position, let isComplete): watch("produce") { sendProgress(position, isComplete) }
    case .commit: watch("commit") { commit() }
    case .countAnswers(let milliseconds): watch("a question to the brokers") { countAnswers(milliseconds) }
    case .askGroup: watch("a question to the brokers") { askGroup() }
    case .suspend:
      signals.suspend()
      state.resumed(now: now)
    case .wait(let milliseconds): MonotonicClock.wait(milliseconds: min(100, milliseconds))
    case .writeFiles(let done): writeFiles(done)
    case .stop: break
    }
  }

  /// Calls of the library have time-outs that do not always hold. Waits for people and for other processes are not watched.
  private func watch(_ call: StaticString, _ body: () -> Void) {
    guard let watchdog else { return body() }
    watchdog.watch(slot: 0, call, body)
  }

  // MARK: The file

  private func readFile() {
    let signals = signals
    do throws(JobsTopicError) {
      guard let file = try sink.readFile({ !signals.stop.isRequested }) else { return state.fileRefused() }
      input = file.input
      state.fileRead(file.summary, reading: file.reading, now: now)
      isWaitingForBrokers = false
    } catch {
      take(error)
    }
  }

  private func rewind(to position: SentPosition) {
    guard let input, let file = state.file else { return state.fileChanged() }
    do {
      try rows.start(input, from: position, digest: file.digest, batchRows: max(1, min(500, plan.ahead / 4)))
      startAnswers()
      state.rewound()
    } catch {
      state.failed("\(error)")
    }
  }

  private func awaitRows(_ milliseconds: Int64) {
    do throws(RowFeederFailure) {
      state.rowsAwaited(areThere: try rows.nextCount(waitingMilliseconds: milliseconds) != nil)
    } catch {
      fail(error)
    }
  }

  private func fail(_ failure: RowFeederFailure) {
    switch failure {
    case .changed: state.fileChanged()
    case .unreadable(let reason): state.failed(reason)
    }
  }

  private func sendRows(_ atMost: Int, _ milliseconds: Int64) {
    do throws(RowFeederFailure) {
      guard let count = try rows.nextCount(waitingMilliseconds: milliseconds) else { return }
      guard count <= atMost, let (batch, failure) = rows.send(by: producer) else { return state.rowsHeld() }
      state.rowsSent(
        ImportCallReport(JobProducer.outcome(failure)), rows: batch.rows.count, bytes: batch.byteCount,
        position: batch.end, isAtEnd: batch.isAtEnd, now: now)
    } catch {
      fail(error)
    }
  }

  // MARK: The producer

  private func makeProducer() {
    if producer != nil {
      producer?.close()
      // Before the memory that its requests may still read.
      producer = nil
      rows.releaseBatches()
      sink.tell(.producerLost)
    }
    do {
      try checkTopics()
      producer = try JobProducer(settings, plan.job)
      state.producerMade(.done, now: now)
    } catch {
      let outcome = (error as? KafkaError).map { JobProducer.outcome($0) } ?? .refused("\(error)")
      state.producerMade(ImportCallReport(outcome), now: now)
    }
  }

  /// Asks for the topics with a consumer: a producer that asks for a missing one may create it.
  private func checkTopics() throws {
    let observer = try ClusterObserver(settings)
    for topic in [settings.topics.commands, settings.topics.accepted, settings.topics.rejected, settings.jobsTopic] {
      _ = try observer.partitions(of: topic)
    }
  }

  private func sendProgress(_ position: SentPosition, _ isComplete: Bool) {
    let progress = JobProgress(
      run: plan.run, position: position, lastOffsets: lastOffsets(), isComplete: isComplete)
    self.progress = progress
    answers?.publish(last: progress.lastOffsets, lastRow: position.row)
    state.progressSent(
      producer?.send(
        key: JobRecord.key(of: plan.job, .progress), value: JobRecord.progress(progress).value)
        ?? ImportCallReport(.failed), now: now)
  }

  /// By partition, the job's last offset, with what is in the open transaction.
  private func lastOffsets() -> [Int64] {
    var last = state.job?.lastOffsets ?? []
    let new = producer?.lastOffsets ?? []
    while last.count < new.count { last.append(-1) }
    for (partition, offset) in new.enumerated() { last[partition] = max(last[partition], offset) }
    return last
  }

  private func commit() {
    guard let progress else { return state.failed("a transaction without its progress") }
    let report = producer?.commit() ?? ImportCallReport(.failed)
    if report.outcome == .done { rows.releaseBatches() }
    state.committed(report, progress, now: now)
  }

  // MARK: The jobs topic

  private func readJobs(isEarly: Bool) {
    let reader = JobsTopicReader(settings)
    let signals = signals
    var told: Int64 = 0
    do throws(JobsTopicError) {
      let jobs =
        isEarly
        ? try reader.look { !signals.stop.isRequested }
        : try reader.read(while: { !signals.stop.isRequested }) { waited in
          guard waited - told >= 5000 else { return }
          told = waited
          sink.tell(.waitingForTransaction(seconds: Int(waited / 1000)))
        }
      let hadOwned = state.job != nil
      state.jobsRead(jobs, now: now)
      if !hadOwned, let job = state.job, job.position.row > 0 {
        sink.tell(.resuming(sent: job.position.sent, of: job.opened.file.rows))
      }
      isWaitingForBrokers = false
    } catch {
      take(error)
    }
  }

  private func take(_ error: JobsTopicError) {
    switch error {
    case .openTransaction: state.jobsUnreadable()
    case .refused(let reason): state.refused(reason)
    case .unavailable(let reason):
      if !isWaitingForBrokers { sink.tell(.waitingForBrokers(reason)) }
      isWaitingForBrokers = true
      state.delayed(now: now)
    case .unreadableJob(let error): state.jobUnreadable(error)
    case .stopped: break
    }
  }

  private func write(_ record: ImportRecord) {
    let kind: JobRecord.Kind
    var value: [UInt8]?
    var done: JobDone?
    switch record {
    case .opened:
      kind = .opened
      do {
        value = JobRecord.opened(try opened()).value
      } catch {
        let outcome = (error as? KafkaError).map { JobProducer.outcome($0) } ?? .refused("\(error)")
        return state.recordWritten(record, ImportCallReport(outcome), nil, now: now)
      }
    case .takeOver(let position, let isComplete):
      kind = .progress
      value =
        JobRecord.progress(
          JobProgress(
            run: plan.run, position: position, lastOffsets: state.job?.lastOffsets ?? [], isComplete: isComplete)
        ).value
    case .withdrawal: kind = .opened
    case .done:
      kind = .done
      done = makeDone()
      value = done.map { JobRecord.done($0).value }
    }
    let report = producer?.write(key: JobRecord.key(of: plan.job, kind), value: value) ?? ImportCallReport(.failed)
    state.recordWritten(record, report, done, now: now)
  }

  private func opened() throws -> JobOpened {
    guard let input, let file = state.file else { throw KafkaError(code: .state) }
    let observer = try ClusterObserver(settings)
    func topic(_ name: String) throws(KafkaError) -> JobTopic {
      JobTopic(name: name, startOffsets: try observer.ends(of: name).map(\.offset))
    }
    return JobOpened(
      run: plan.run, file: file, reading: input.plan, commands: try topic(settings.topics.commands),
      accepted: try topic(settings.topics.accepted), rejected: try topic(settings.topics.rejected),
      workspace: workspace.map { String(decoding: $0.value, as: UTF8.self) }, group: settings.kafka.groupId,
      again: plan.again)
  }

  // MARK: Results

  private func startAnswers() {
    guard answers == nil, results == nil, let job = state.job else { return }
    do {
      answers = try AnswerTracker(settings, job, makeSpill: sink.makeSpill)
      if answers?.isExpired == true { sink.tell(.resultsExpired) }
    } catch let error as KafkaError where error.code.isPermanent {
      state.refused(error.description)
    } catch {
      // Tried again at the next look.
    }
  }

  private func countAnswers(_ milliseconds: Int64) {
    startAnswers()
    MonotonicClock.wait(milliseconds: milliseconds)
    if let failure = answers?.failure { return state.failed(failure) }
    let last = state.job?.lastOffsets ?? []
    // Results that were counted to their end once stay so.
    let isSettled =
      state.phase == .waiting && (results != nil || answers?.isSettled(last: last, now: now) ?? false)
    state.answersCounted(answers?.answered ?? 0, isSettled: isSettled, now: now)
  }

  private func askGroup() {
    startAnswers()
    state.groupAsked(members: answers?.memberCount(), now: now)
    let isAbandoned = state.isAbandoned(now: now)
    if isAbandoned != self.isAbandoned {
      sink.tell(isAbandoned ? .nobodyReads(group: settings.kafka.groupId) : .somebodyReads)
    }
    self.isAbandoned = isAbandoned
  }

  private func makeDone() -> JobDone? {
    guard let job = state.job else { return nil }
    // Once: the record may have to be written again.
    if let answers { results = answers.finish(sent: state.sent) }
    answers = nil
    let account = results?.account(of: job) ?? JobAccount(job)
    return JobDone(state: .finished, run: plan.run, at: RealTimeClock.milliseconds(), account: account)
  }

  private func writeFiles(_ done: JobDone) {
    guard let job = state.job, sink.needsFiles(job) else { return state.filesWritten(nil) }
    if results == nil {
      // The job was over before this run; its results are read once more.
      startAnswers()
      guard let tracker = answers else { return state.filesWritten("the result topics cannot be read") }
      // Files of a part of the results would count as all of them at the next resume.
      while !tracker.areEndsReached() {
        if let failure = tracker.failure { return state.filesWritten(failure) }
        if signals.stop.isRequested { return state.filesWritten("stopped before the results were read") }
        MonotonicClock.wait(milliseconds: 20)
      }
      results = tracker.finish(sent: done.account.accepted + done.account.rejected)
      answers = nil
    }
    guard let results else { return }
    do {
      state.filesWritten(sink.writeFiles(job, done, try results.merged()))
    } catch {
      state.filesWritten("\(error)")
    }
  }

  private func tellProgress() {
    guard let file = state.file, let job = state.job else { return }
    sink.tell(
      .progress(
        ImportProgress(
          rows: file.rows, row: job.position.row, sent: job.position.sent,
          answered: answers?.answered ?? state.answered,
          isWaiting: job.isSent)))
  }
}
