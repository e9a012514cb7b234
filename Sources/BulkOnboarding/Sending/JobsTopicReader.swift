internal import Kafka
internal import Platform
package import Settings

/// Reads the jobs topic from its beginning, each time with a consumer of its own.
package struct JobsTopicReader: Sendable {
  package let settings: WorkerSettings

  package init(_ settings: WorkerSettings) { self.settings = settings }

  /// Reads up to the last stable offset, and waits for nobody's transaction.
  package func look(while isRunning: () -> Bool = { true }) throws(JobsTopicError) -> Jobs {
    try read(to: nil, isRunning, onWait: { _ in })
  }

  /// Reads everything that was committed before the call, by the rule of `JobsReading`.
  ///
  /// - Parameter onWait: hears for how long somebody's open transaction is waited for.
  package func read(
    while isRunning: () -> Bool = { true }, onWait: (Int64) -> Void
  ) throws(JobsTopicError) -> Jobs {
    try read(to: askEnd(isRunning), isRunning, onWait: onWait)
  }

  /// Finds a job without waiting where that is possible.
  package func find(
    _ name: JobName, while isRunning: () -> Bool = { true }, onWait: (Int64) -> Void
  ) throws(JobsTopicError) -> Job? {
    if let job = try look(while: isRunning)[name] { return job }
    // It may be behind somebody's open transaction.
    return try read(while: isRunning, onWait: onWait)[name]
  }

  private var partition: TopicPartition { TopicPartition(topic: settings.jobsTopic, partition: 0) }

  private func askEnd(_ isRunning: () -> Bool) throws(JobsTopicError) -> Int64 {
    let deadline = MonotonicClock.milliseconds() + JobsReading.patienceMilliseconds
    while true {
      do {
        return try ClusterObserver(settings).watermarks(of: partition).high
      } catch let error as KafkaError {
        guard error.code.isTransient, MonotonicClock.milliseconds() < deadline else { throw JobsTopicError(error) }
      } catch {
        throw .refused("\(error)")
      }
      if !isRunning() { throw .stopped }
      MonotonicClock.wait(milliseconds: 200)
    }
  }

  private func read(
    to end: Int64?, _ isRunning: () -> Bool, onWait: (Int64) -> Void
  ) throws(JobsTopicError) -> Jobs {
    do {
      // A consumer hears only after a while that its topic is missing.
      _ = try ClusterObserver(settings).partitions(of: settings.jobsTopic)
      var consumer = try Consumer(ImportClients.jobs(settings), groupID: settings.kafka.groupId)
      try consumer.assign([TopicPartitionOffset(partition, offset: LogicalOffset.beginning)])
      var jobs = Jobs()
      var reading = JobsReading(high: end, now: MonotonicClock.milliseconds())
      while true {
        switch consumer.poll(timeoutMilliseconds: 100) {
        case .record(let record):
          Self.apply(record, to: &jobs)
          reading.recordRead(now: MonotonicClock.milliseconds())
        case .partitionEnd(_, let offset): reading.partitionEnded(at: offset)
        case .partitionError(_, _, let error) where !error.code.isTransient: throw JobsTopicError(error)
        case .error(let error) where error.isFatal: throw JobsTopicError(error)
        default: break
        }
        switch reading.next(now: MonotonicClock.milliseconds()) {
        case .complete: return jobs
        case .stuck: throw JobsTopicError.openTransaction
        case .waitForTransaction(let milliseconds): onWait(milliseconds)
        case .readOn: break
        }
        if !isRunning() { throw JobsTopicError.stopped }
      }
    } catch let error as JobsTopicError {
      throw error
    } catch let error as KafkaError {
      throw JobsTopicError(error)
    } catch {
      throw .refused("\(error)")
    }
  }

  private static func apply(_ record: borrowing ConsumedRecord, to jobs: inout Jobs) {
    guard let key = record.key else { return }
    var bytes: [UInt8]?
    if let value = record.value { bytes = unsafe value.withUnsafeBytes { unsafe [UInt8]($0) } }
    jobs.apply(key: unsafe key.withUnsafeBytes { unsafe [UInt8]($0) }, value: bytes, offset: record.offset)
  }
}

/// The reason why the jobs topic was not read.
package enum JobsTopicError: Error, Equatable {
  /// Somebody's transaction on it was not ended within a minute.
  case openTransaction
  /// Brokers refuse it until somebody changes a setting, a right or the topic.
  case refused(String)
  /// Brokers are out of reach.
  case unavailable(String)
  /// The user has asked for the end.
  case stopped

  init(_ error: KafkaError) {
    self = error.code.isTransient ? .unavailable(error.description) : .refused(error.description)
  }
}
