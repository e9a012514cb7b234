internal import Kafka

/// The outcome of one call of a client: all that the state learns of it.
package struct CallReport: Sendable {
  var outcome: CallOutcome
  /// How long the call took.
  var milliseconds: Int64
  /// The monotonic clock when the call returned.
  var now: Int64
  /// A connection of the producer was lost, or a request of it timed out, since the last report.
  var isDisturbed = false
  /// A commit outside a transaction failed, or a connection of the consumer was lost meanwhile: its request may arrive again.
  var isCommitUncertain = false
  /// The group's coordinator knows this lane's instance id by another member id.
  var isInstanceFenced = false
  /// The cluster will refuse this until somebody changes a setting, a password or a right; nil: it was no such refusal.
  var permanentError: String?
  /// The commands whose results were refused for their size.
  var oversizedResults: [PartitionOffset] = []
  /// The library refused just the `oversizedResults`; otherwise the broker refused batches that hold them.
  var oversizedAreKnown = false

  var isDone: Bool { outcome == .done }

  init(outcome: CallOutcome, milliseconds: Int64, now: Int64, isDisturbed: Bool = false) {
    self.outcome = outcome
    self.milliseconds = milliseconds
    self.now = now
    self.isDisturbed = isDisturbed
  }

  /// - Parameter error: nil when the call succeeded.
  init(_ error: KafkaError?, milliseconds: Int64, now: Int64, isDisturbed: Bool) {
    self.init(
      outcome: error.map { CallOutcome($0) } ?? .done, milliseconds: milliseconds, now: now, isDisturbed: isDisturbed)
    guard let error else { return }
    isInstanceFenced = error.code == .fencedInstanceID
    if error.code.isPermanent { permanentError = error.descriptionWithRemedy }
  }
}
