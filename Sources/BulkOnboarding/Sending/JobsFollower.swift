internal import Kafka
internal import Platform
package import Settings

/// The jobs topic, read once and followed from then on.
package struct JobsFollower: ~Copyable {
  private var topic: JobsTopicConsumer
  private var isAtEnd = false

  package init(_ settings: WorkerSettings) throws(JobsTopicError) {
    do { topic = try JobsTopicConsumer(settings) } catch { throw JobsTopicError(asking: error) }
  }

  /// The number of records that were read so far.
  var recordCount: Int { topic.recordCount }

  /// Reads to the end, and from the second call on waits for something new before that.
  ///
  /// - Parameter milliseconds: how long something new is waited for.
  package mutating func update(
    withinMilliseconds milliseconds: Int64, while isRunning: () -> Bool
  ) throws(JobsTopicError) -> Jobs {
    var movedAt = MonotonicClock.milliseconds()
    let deadline = movedAt + milliseconds
    while true {
      do throws(KafkaError) {
        switch try topic.poll() {
        case .record:
          isAtEnd = false
          movedAt = MonotonicClock.milliseconds()
        case .end:
          isAtEnd = true
          return topic.jobs
        case .nothing: break
        }
      } catch {
        throw JobsTopicError(error)
      }
      if !isRunning() { throw .stopped }
      let now = MonotonicClock.milliseconds()
      if isAtEnd, now >= deadline { return topic.jobs }
      if !isAtEnd, now - movedAt >= JobsReading.patienceMilliseconds { throw .unavailable("no broker answers") }
    }
  }
}
