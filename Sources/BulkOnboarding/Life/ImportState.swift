/// The life of an import: it is told what happened and says what to do next. It makes no call and reads no clock.
///
/// Whatever goes wrong with a transaction, the producer is made again and the jobs topic is read: it says how far the file
/// was sent, since the record of the progress is in the transaction of its rows.
package struct ImportState: Sendable, Equatable {
  package let plan: JobPlan
  package private(set) var phase = ImportPhase.reading
  /// Nil until the file was read.
  package private(set) var file: JobFile?
  private var reading: ImportPlan?
  /// The job as the jobs topic has it; nil before it was opened.
  package private(set) var job: Job?
  /// The number of rows that have their result.
  package private(set) var answered = 0
  /// Whether this run has written a record of the job: another run's record after that is a successor's.
  private var hasOwned = false
  /// Whether rows, or the end of the file, are there to be taken.
  private var hasRows = false
  private var isStopRequested = false
  private var isSuspendRequested = false
  private var group = WorkerGroupWatch()
  /// When something has moved last.
  private var movedAt: Int64
  private var resumeAt: Int64 = 0

  package init(_ plan: JobPlan, now: Int64) {
    self.plan = plan
    movedAt = now
  }

  /// The number of rows that are sent for certain.
  package var sent: Int { job?.position.sent ?? 0 }
  package var unanswered: Int { max(0, sent - answered) }

  /// Whether nobody has been in the workers' group for a minute while rows wait for their results.
  package func isAbandoned(now: Int64) -> Bool { unanswered > 0 && group.isAbandoned(now: now) }

  // MARK: The order of duties

  package func next(now: Int64) -> ImportAction {
    if case .done(let end) = phase { return .stop(end) }
    if isBetweenTransactions {
      if isStopRequested { return .stop(.interrupted(.stopped)) }
      if isSuspendRequested { return .suspend }
      if hasTimedOut(now) { return .stop(.interrupted(.timedOut)) }
    }
    if now < resumeAt { return .wait(milliseconds: resumeAt - now) }
    switch phase {
    case .reading: return .readFile
    case .opening(.looking): return .lookAtJobs
    case .opening(.makingProducer): return .makeProducer
    case .opening(.reading), .fenced, .settling(isWriting: false): return .readJobs
    case .opening(.writing(let record)): return .write(record)
    case .settling(isWriting: true): return .write(.done)
    case .sending(let sending): return next(sending, now)
    case .waiting: return mustAskGroup(now) ? .askGroup : .countAnswers(milliseconds: 50)
    case .writing(let done): return .writeFiles(done)
    case .done(let end): return .stop(end)
    }
  }

  private func next(_ sending: ImportPhase.Sending, _ now: Int64) -> ImportAction {
    switch sending.stage {
    case .rewinding: return .rewind(sending.committed)
    case .between:
      if mustAskGroup(now) { return .askGroup }
      if room < min(plan.transactionRows, max(1, plan.ahead / 2)) || isAbandoned(now: now) {
        return .countAnswers(milliseconds: 20)
      }
      return hasRows ? .begin : .awaitRows(milliseconds: 50)
    case .open(let transaction):
      return isFull(transaction, now)
        ? .flush
        : .sendRows(
          atMost: min(plan.transactionRows, room) - transaction.rows,
          milliseconds: max(0, transaction.since + plan.transactionMilliseconds - now))
    case .flushing: return .flush
    case .recording(let transaction):
      return .sendProgress(transaction.position, isComplete: transaction.isAtEnd)
    case .committing: return .commit
    }
  }

  /// Whether results have stayed away for so long that somebody should be asked who reads the commands.
  private func mustAskGroup(_ now: Int64) -> Bool {
    // Every broker is asked, and one that is away takes its time.
    unanswered > 0 && now - movedAt >= WorkerGroupWatch.silenceMilliseconds && group.isDue(now: now)
  }

  /// How many more rows may be sent before results come.
  private var room: Int { max(0, plan.ahead - unanswered) }

  private func isFull(_ transaction: ImportPhase.Transaction, _ now: Int64) -> Bool {
    transaction.isAtEnd || transaction.isFull || isStopRequested || isSuspendRequested
      || transaction.rows >= min(plan.transactionRows, room) || transaction.bytes >= plan.transactionBytes
      || now - transaction.since >= plan.transactionMilliseconds
  }

  private var isBetweenTransactions: Bool {
    switch phase {
    case .sending(let sending): sending.stage == .between || sending.stage == .rewinding
    // What is begun here ends by itself, and soon.
    case .writing, .done: false
    default: true
    }
  }

  private func hasTimedOut(_ now: Int64) -> Bool {
    plan.timeoutMilliseconds.map { now - movedAt >= $0 } ?? false
  }

  // MARK: What the user asks for

  package mutating func stopRequested() { isStopRequested = true }
  package mutating func suspendRequested() { isSuspendRequested = true }

  /// The process goes on after a suspension.
  package mutating func resumed(now: Int64) {
    isSuspendRequested = false
    movedAt = now
  }

  // MARK: The file

  /// - Parameter reading: how its rows become commands by what the user says; nil takes the job's way.
  package mutating func fileRead(_ file: JobFile, reading: ImportPlan?, now: Int64) {
    self.file = file
    self.reading = reading
    movedAt = now
    phase = .opening(.looking)
  }

  package mutating func fileRefused() { phase = .done(.refused(.file)) }

  /// The file is not what it was when it was read first.
  package mutating func fileChanged() { phase = .done(.interrupted(.fileChanged)) }

  // MARK: The jobs topic

  /// Something that is not the brokers' fails for good.
  package mutating func failed(_ reason: String) { phase = .done(.interrupted(.failed(reason))) }

  /// Brokers refuse something until somebody changes a setting, a right or a topic.
  package mutating func refused(_ reason: String) { phase = .done(.misconfigured(reason)) }

  /// Brokers are out of reach; the same is tried again.
  package mutating func delayed(now: Int64) { resumeAt = now + 500 }

  package mutating func jobsUnreadable() { phase = .done(.interrupted(.jobsUnreadable)) }

  /// A record of the job cannot be read, so that nobody knows what was sent of it.
  package mutating func jobUnreadable(_ error: JobRecordError) { phase = .done(.refused(.unreadableJob(error))) }

  /// The jobs topic is read as far as the last action has asked for.
  package mutating func jobsRead(_ jobs: Jobs, now: Int64) {
    if let error = jobs.unreadableRecord(of: plan.job) { return end(.refused(.unreadableJob(error))) }
    guard let found = jobs[plan.job] else { return jobIsMissing(jobs) }
    guard found.opened.file.digest == file?.digest else {
      // A file has another text where it is converted from another encoding.
      let isConvertedOtherwise = reading.map {
        $0.layout.convertedFrom != found.opened.reading.layout.convertedFrom
      }
      return end(.refused(isConvertedOtherwise == true ? .otherOptions(found) : .otherFile(found)))
    }
    if let reading, reading != found.opened.reading { return end(.refused(.otherOptions(found))) }
    let isSuccessor = found.run.id != plan.run.id
    if let done = found.done {
      job = found
      phase = .writing(done)
      return
    }
    // Rows of one job never go to two topics, or for two workspaces.
    if let destination = plan.destination, destination != JobDestination(of: found.opened) {
      return end(.refused(.otherDestination(found)))
    }
    if isSuccessor, hasOwned || phase == .fenced { return end(.interrupted(.replaced(found.run))) }
    job = found
    switch phase {
    case .opening(.looking): phase = .opening(.makingProducer)
    // It has slept past its transaction's time-out.
    case .fenced: phase = .opening(.makingProducer)
    case .settling: phase = .settling(isWriting: true)
    default:
      if isSuccessor {
        phase = .opening(.writing(.takeOver(found.position, isComplete: found.isSent)))
      } else if let rival = rival(of: found, in: jobs) {
        self.rival = rival
        phase = .opening(.writing(.withdrawal))
      } else {
        hasOwned = true
        proceed(found)
      }
    }
  }

  /// The older job to which this one gives way.
  private var rival: Job?

  private mutating func jobIsMissing(_ jobs: Jobs) {
    // The first look may end before the job's records, at somebody's open transaction.
    if phase != .opening(.looking) {
      // The opening was not committed, or somebody has deleted the job's records.
      if plan.isResume || job != nil { return end(.refused(.noSuchJob)) }
      if phase == .fenced { return end(.interrupted(.replaced(nil))) }
    }
    if let file, !plan.again,
      let other = jobs.others(than: plan.job, digest: file.digest).first(where: { $0.done?.state != .cancelled })
    {
      return end(.refused(other.done == nil ? .beingImported(other) : .importedBefore(other)))
    }
    phase = phase == .opening(.looking) ? .opening(.makingProducer) : .opening(.writing(.opened))
  }

  /// The job with the same file that was opened before this one, while nothing of this one is sent.
  private func rival(of own: Job, in jobs: Jobs) -> Job? {
    guard !own.opened.again, own.position.sent == 0 else { return nil }
    return jobs.others(than: own.name, digest: own.opened.file.digest).first {
      $0.openedOffset < own.openedOffset && $0.done?.state != .cancelled
    }
  }

  private mutating func proceed(_ job: Job) {
    if job.isSent {
      phase = plan.waits ? .waiting : .done(.sent)
    } else {
      hasRows = false
      phase = .sending(ImportPhase.Sending(from: job.position))
    }
  }

  private mutating func end(_ end: ImportEnd) { phase = .done(end) }

  // MARK: The producer

  package mutating func producerMade(_ report: ImportCallReport, now: Int64) {
    switch report.outcome {
    case .done:
      phase = .opening(.reading)
    case .refused(let reason): end(.misconfigured(reason))
    case .retriable, .failed, .fenced: resumeAt = now + 500
    }
  }

  /// A record was written in a transaction of its own, or was not.
  package mutating func recordWritten(
    _ record: ImportRecord, _ report: ImportCallReport, _ written: JobDone?, now: Int64
  ) {
    if case .refused(let reason) = report.outcome { return end(.misconfigured(reason)) }
    if report.outcome == .fenced { return fenced(now: now) }
    guard report.outcome == .done, !report.isDisturbed else { return phase = .opening(.makingProducer) }
    switch record {
    case .opened, .takeOver: phase = .opening(.reading)
    case .withdrawal:
      guard let rival else { return phase = .opening(.makingProducer) }
      end(.refused(rival.done == nil ? .beingImported(rival) : .importedBefore(rival)))
    case .done:
      guard let written else { return phase = .opening(.makingProducer) }
      job?.done = written
      phase = .writing(written)
    }
  }

  // MARK: Sending

  package mutating func rewound() {
    change { $0.stage = .between }
    hasRows = false
  }

  /// - Parameter areThere: whether rows, or the file's end, can be taken.
  package mutating func rowsAwaited(areThere: Bool) { hasRows = areThere }

  package mutating func began(_ report: ImportCallReport, now: Int64) {
    advance(report, now) { $0.stage = .open(ImportPhase.Transaction(since: now, position: $0.committed)) }
  }

  /// - Parameters:
  ///   - position: up to there the rows are produced.
  ///   - isAtEnd: whether there are no more.
  package mutating func rowsSent(
    _ report: ImportCallReport, rows: Int, bytes: Int, position: SentPosition, isAtEnd: Bool, now: Int64
  ) {
    advance(report, now) { sending in
      guard case .open(var transaction) = sending.stage else { return }
      transaction.rows += rows
      transaction.bytes += bytes
      transaction.position = position
      transaction.isAtEnd = isAtEnd
      sending.stage = .open(transaction)
    }
  }

  /// The rows that come next do not fit into the transaction.
  package mutating func rowsHeld() {
    change { sending in
      guard case .open(var transaction) = sending.stage else { return }
      transaction.isFull = true
      sending.stage = .open(transaction)
    }
  }

  package mutating func flushed(_ report: ImportCallReport, now: Int64) {
    guard case .sending(let sending) = phase else { return }
    switch sending.stage {
    case .open(let transaction), .flushing(let transaction):
      if report.outcome == .retriable, !isExpired(transaction, now) {
        return change { $0.stage = .flushing(transaction) }
      }
      advance(report, now) { $0.stage = .recording(transaction) }
    default: break
    }
  }

  package mutating func progressSent(_ report: ImportCallReport, now: Int64) {
    advance(report, now) { sending in
      guard case .recording(let transaction) = sending.stage else { return }
      sending.stage = .committing(transaction)
    }
  }

  /// - Parameter progress: the record that is in the transaction.
  package mutating func committed(_ report: ImportCallReport, _ progress: JobProgress, now: Int64) {
    guard case .sending(let sending) = phase, case .committing(let transaction) = sending.stage else { return }
    if report.outcome == .retriable, !isExpired(transaction, now) { return }
    // A success on a connection that broke may be that of a request which arrives once more, and ends the next
    // transaction: then the producer is made again, and the jobs topic says what was committed.
    advance(report, now) { sending in
      sending.committed = transaction.position
      sending.stage = .between
    }
    guard case .sending = phase else { return }
    movedAt = now
    job?.progress = progress
    hasRows = false
    if let job, job.isSent { proceed(job) }
  }

  private func isExpired(_ transaction: ImportPhase.Transaction, _ now: Int64) -> Bool {
    now - transaction.since >= JobPlan.transactionTimeoutMilliseconds
  }

  /// Goes on after a call that succeeded on a sound connection; after any other the producer is made again.
  private mutating func advance(
    _ report: ImportCallReport, _ now: Int64, _ change: (inout ImportPhase.Sending) -> Void
  ) {
    switch report.outcome {
    case .done where !report.isDisturbed: self.change(change)
    case .fenced: fenced(now: now)
    case .refused(let reason): end(.misconfigured(reason))
    case .done, .retriable, .failed: phase = .opening(.makingProducer)
    }
  }

  /// Somebody who takes the job over fences first and writes his record after that. Without a pause this run would not find
  /// it, and would take the job back.
  private mutating func fenced(now: Int64) {
    phase = .fenced
    resumeAt = now + Self.fencedMilliseconds
  }

  private static let fencedMilliseconds: Int64 = 1000

  private mutating func change(_ body: (inout ImportPhase.Sending) -> Void) {
    guard case .sending(var sending) = phase else { return }
    body(&sending)
    phase = .sending(sending)
  }

  // MARK: Answers

  /// - Parameters:
  ///   - answered: the number of distinct rows that have their result.
  ///   - isSettled: whether the others will never have one.
  package mutating func answersCounted(_ answered: Int, isSettled: Bool, now: Int64) {
    if answered > self.answered { movedAt = now }
    self.answered = max(self.answered, answered)
    guard phase == .waiting, isSettled || answered >= sent else { return }
    phase = .settling(isWriting: false)
  }

  /// - Parameter members: the number of the group's members; nil when nobody has answered.
  package mutating func groupAsked(members: Int?, now: Int64) { group.asked(members: members, now: now) }

  // MARK: The end

  package mutating func filesWritten(_ failure: String?) {
    guard case .writing(let done) = phase else { return }
    phase = .done(failure.map { .interrupted(.filesFailed($0)) } ?? .finished(done))
  }
}
