internal import Kafka
internal import Platform

/// The calls of a transaction where the cluster has none: the results are written, and then their offsets are committed.
///
/// A crash in between, or a partition that goes to another lane, leaves results whose commands are decided again: they
/// come twice, with the same `ce_id`. None is lost, for no offset is committed before its results are written.
extension Lane {
  mutating func writeResults() {
    let started = MonotonicClock.milliseconds()
    let outcome = call("flush") { client throws(KafkaError) in
      try client.flush(timeoutMilliseconds: Self.transactionMilliseconds)
    }
    now = MonotonicClock.milliseconds()
    life.offsetsSent(outcome, milliseconds: now - started, now: now)
  }

  /// Committing the same offsets again is harmless, so that a commit of unknown outcome is made again.
  mutating func commitOffsets() -> CallOutcome {
    watchdog.enter(slot: number, call: "commit")
    defer { watchdog.leave(slot: number) }
    do throws(KafkaError) {
      try consumer.commit(
        life.progress.touchedPositions.map { configuration.offset($0) },
        timeoutMilliseconds: Self.transactionMilliseconds)
      return .done
    } catch {
      note("commit", error)
      return error.code.isTransient ? .retriable : .abortable
    }
  }

  /// Nothing that was written can be taken back; what is still queued goes with the producer.
  mutating func abandonResults() {
    noteRefusals()
    life.aborted(.fatal, milliseconds: 0, now: now)
  }
}
