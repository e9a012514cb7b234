internal import CustomerContract
internal import Kafka
internal import Platform
package import Settings

/// The results of one job, from the first to the last: who reads them, and when the others will never come.
///
/// It is used on one thread.
package final class AnswerTracker {
  private let settings: WorkerSettings
  private let job: Job
  private let observer: ClusterObserver
  private let reader: AnswerReader
  /// The ends of the result topics, asked when the group was past the job's commands.
  private var ends: [TopicPartitionOffset]?
  private var askedAt: Int64 = 0
  /// Whether results were deleted before they were read.
  package let isExpired: Bool

  private static let safetyMilliseconds: Int64 = 600_000
  private static let askMilliseconds: Int64 = 200

  /// Starts to read.
  ///
  /// - Parameter makeSpill: nil where only the account is wanted.
  package init(_ settings: WorkerSettings, _ job: Job, makeSpill: (() throws -> SpillFile)?) throws {
    let observer = try ClusterObserver(settings)
    let book = AnswerBook(
      job: job.name, rows: job.opened.file.lastRow, topic: job.opened.commands.name,
      spill: makeSpill.map { AnswerSpill(makeFile: $0) })
    var start: [TopicPartitionOffset] = []
    var isExpired = false
    for topic in [job.opened.accepted, job.opened.rejected] {
      start += try Self.start(of: topic, job.opened.run.startedAt, observer, &isExpired)
    }
    let reader = try AnswerReader(
      ImportClients.results(settings), groupID: settings.kafka.groupId, book: book,
      offsets: JobOffsets(
        start: job.opened.commands.startOffsets, last: job.lastOffsets, lastRow: job.position.row),
      start: start)
    self.settings = settings
    self.job = job
    self.isExpired = isExpired
    self.reader = reader
    self.observer = observer
  }

  /// Where to begin in each partition: at the stored offset, or at the time of the opening where that is earlier.
  private static func start(
    of topic: JobTopic, _ openedAt: Int64, _ observer: borrowing ClusterObserver, _ isExpired: inout Bool
  ) throws(KafkaError) -> [TopicPartitionOffset] {
    let partitions = try observer.partitions(of: topic.name)
    // Some clusters cannot say; then the stored offset has to do.
    let byTime = (try? observer.offsets(of: partitions, since: openedAt - safetyMilliseconds)) ?? []
    var start: [TopicPartitionOffset] = []
    for partition in partitions {
      let index = Int(partition.partition)
      let stored = index < topic.startOffsets.count ? topic.startOffsets[index] : 0
      let watermarks = try observer.watermarks(of: partition)
      var offset = stored
      if let found = byTime.first(where: { $0.partition == partition }), found.isKnown {
        offset = min(offset, found.offset)
      }
      // A topic that was made again begins at 0.
      if stored > watermarks.high { offset = watermarks.low }
      if watermarks.low > min(stored, watermarks.high) { isExpired = true }
      start.append(TopicPartitionOffset(partition, offset: max(offset, watermarks.low)))
    }
    return start
  }

  package var answered: Int { reader.answered }

  /// The reason why the results are not read any more; nil while they are.
  package var failure: String? { reader.failure }

  /// Says where the job's commands are, before their transaction is committed.
  package func publish(last: [Int64], lastRow: Int) {
    observer.drainLog()
    reader.publish(JobOffsets(start: job.opened.commands.startOffsets, last: last, lastRow: lastRow))
  }

  /// The number of members that the workers' group has; nil when nobody says.
  package func memberCount() -> Int? { observer.memberCount() }

  /// Whether no more results will come: the group's committed offsets are past the job's last commands, and the results
  /// are read up to ends that were asked after that.
  package func isSettled(last: [Int64], now: Int64) -> Bool {
    if let ends { return reader.hasReached(ends) }
    guard now - askedAt >= Self.askMilliseconds else { return false }
    askedAt = now
    observer.drainLog()
    guard isPast(last) else { return false }
    askEnds()
    return false
  }

  /// Whether the results are read up to the ends that the topics had when they were first asked, for a job that is over.
  package func areEndsReached() -> Bool {
    if ends == nil { askEnds() }
    return ends.map { reader.hasReached($0) } ?? false
  }

  /// Asks for the ends of the result topics; without an answer they stay unknown.
  private func askEnds() {
    var found: [TopicPartitionOffset] = []
    for topic in [job.opened.accepted.name, job.opened.rejected.name] {
      guard let ends = try? observer.ends(of: topic) else { return }
      found += ends
    }
    ends = found
  }

  /// Whether the workers' group has committed past the job's last commands.
  package func isPast(_ last: [Int64]) -> Bool {
    let partitions = last.indices.filter { last[$0] >= 0 }
      .map { TopicPartition(topic: job.opened.commands.name, partition: Int32($0)) }
    guard let committed = try? observer.committed(partitions) else { return false }
    return committed.allSatisfy { $0.offset > last[Int($0.partition.partition)] }
  }

  /// Ends the reading and gives what was found.
  ///
  /// - Parameter sent: how many rows are sent: where some have no result, the brokers are asked why.
  package func finish(sent: Int) -> AnswerResults {
    let reason = answered >= sent ? UnprocessedReason.resultExpired : reasonForMissing()
    return AnswerResults(reader.stop(), reasonForMissing: reason)
  }

  /// Ends the reading of results that nobody wants any more.
  package func stop() { _ = reader.stop() }

  private func reasonForMissing() -> UnprocessedReason {
    if isExpired { return .resultExpired }
    for (index, start) in job.opened.commands.startOffsets.enumerated() {
      let partition = TopicPartition(topic: job.opened.commands.name, partition: Int32(index))
      if let low = try? observer.watermarks(of: partition).low, low > start { return .deleted }
    }
    return .resultExpired
  }
}

/// What was found of a job's results.
package struct AnswerResults {
  private let book: AnswerBook
  private let reasonForMissing: UnprocessedReason

  /// - Parameter reasonForMissing: why rows without a result will never have one.
  init(_ book: AnswerBook, reasonForMissing: UnprocessedReason) {
    self.book = book
    self.reasonForMissing = reasonForMissing
  }

  /// Every result in the order of the rows; once.
  package func merged() throws -> AnswerMerge {
    guard let spill = book.spill else { return try AnswerMerge([]) }
    return try spill.merged()
  }

  /// The account of a job with these results, as often as it is asked for.
  package func account(of job: Job) -> JobAccount {
    var account = JobAccount(job)
    account.accepted = book.accepted
    account.rejected = book.rejected
    account.unnamed = book.unnamed
    account.contradictions = book.contradictions
    account.rejectedByCode = book.rejectedByCode
    account.errorsByCode = book.errorsByCode
    if account.unprocessedCount > 0 { account.unprocessed = [reasonForMissing.rawValue: account.unprocessedCount] }
    return account
  }
}
