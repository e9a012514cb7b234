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
    if let job = try look(while: isRunning).asked(name) { return job }
    // It may be behind somebody's open transaction.
    return try read(while: isRunning, onWait: onWait).asked(name)
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
        throw JobsTopicError(asking: error)
      }
      if !isRunning() { throw .stopped }
      MonotonicClock.wait(milliseconds: 200)
    }
  }

  private func read(
    to end: Int64?, _ isRunning: () -> Bool, onWait: (Int64) -> Void
  ) throws(JobsTopicError) -> Jobs {
    do {
      var topic = try JobsTopicConsumer(settings)
      var reading = JobsReading(high: end, now: MonotonicClock.milliseconds())
      while true {
        switch try topic.poll() {
        case .record: reading.recordRead(now: MonotonicClock.milliseconds())
        case .end(let offset): reading.partitionEnded(at: offset)
        case .nothing: break
        }
        switch reading.next(now: MonotonicClock.milliseconds()) {
        case .complete: return topic.jobs
        case .stuck:
          // Brokers that went away meanwhile look the same.
          _ = try ClusterObserver(settings).watermarks(of: partition)
          throw JobsTopicError.openTransaction
        case .unanswered: throw JobsTopicError.unavailable("no broker answers")
        case .waitForTransaction(let milliseconds): onWait(milliseconds)
        case .readOn: break
        }
        if !isRunning() { throw JobsTopicError.stopped }
      }
    } catch {
      throw JobsTopicError(asking: error)
    }
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
  /// A record of the job that was asked for cannot be read.
  case unreadableJob(JobRecordError)

  init(_ error: KafkaError) {
    self = error.code.isTransient ? .unavailable(error.description) : .refused(error.description)
  }

  /// What an error means that was thrown while the topic was asked for.
  init(asking error: any Error) {
    switch error {
    case let error as JobsTopicError: self = error
    case let error as KafkaError: self.init(error)
    default: self = .refused("\(error)")
    }
  }
}
