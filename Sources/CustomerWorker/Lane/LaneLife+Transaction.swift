/// Records, and the transaction they make up.
extension LaneLife {
  /// Something came of a poll, if only that nothing is waiting.
  mutating func polled(nothing: Bool) {
    isPollDue = false
    if nothing { isDry = true }
  }

  /// Whether a polled record is to be decided now.
  ///
  /// False for a partition that was given up or stands at no known place, and for a record before the expected offset
  /// (librdkafka 2.0.2 may deliver some again after it resumed a partition by itself). A lane that has something else
  /// to do before it can begin a transaction takes no record either, but comes back to it.
  mutating func admits(_ position: Position) -> Bool {
    guard !isRevoking, !isAssigning, !unplaced.contains(position.partition), progress.expects(position) else {
      return false
    }
    if transaction != .none || !(producerIsSpent || isFenced || rewind != .none || !unplaced.isEmpty) { return true }
    progress.note(position)
    if rewind == .none { rewind = .toFirstOffsets }
    return false
  }

  var mustBegin: Bool { transaction == .none }

  mutating func began(_ outcome: CallOutcome, now: Int64, for position: Position) {
    isDisturbed = false
    guard outcome == .done else {
      progress.note(position)
      return undo(now: now, spent: true, fenced: outcome == .fenced, rewind: .toFirstOffsets)
    }
    transaction = .open(since: now)
    records = 0
    bytes = 0
    isDry = false
  }

  /// The record was decided; its results are handed to the producer before anything else.
  mutating func decided(_ position: Position, records: Int, bytes: Int) {
    progress.note(position)
    self.records += records
    self.bytes += bytes
    isDry = false
  }

  /// The producer refused a result of this record: the transaction cannot be committed.
  mutating func produceFailed(_ outcome: CallOutcome, at position: Position, now: Int64) {
    progress.note(position)
    switch outcome {
    case .fatal, .fenced: undo(now: now, spent: true, fenced: outcome == .fenced, rewind: .toCommittedOffsets)
    case .done, .retriable, .abortable: transaction = .aborting
    }
  }

  mutating func disturbed() {
    if transaction != .none { isDisturbed = true }
  }

  mutating func offsetsSent(_ outcome: CallOutcome, milliseconds: Int64, now: Int64) {
    noteDuration(milliseconds)
    switch outcome {
    case .done: transaction = .committing
    case .retriable: repeatLater(now)
    case .abortable: transaction = .aborting
    case .fatal, .fenced: undo(now: now, spent: true, fenced: outcome == .fenced, rewind: .toCommittedOffsets)
    }
  }

  mutating func committed(_ outcome: CallOutcome, milliseconds: Int64, now: Int64) {
    noteDuration(milliseconds)
    switch outcome {
    case .done:
      progress.forgetFirstOffsets()
      undone.reset()
      refusals.accepted(.transaction)
      if isDry { pauseUntil = now + bounds.restMilliseconds }
      let wasIsolating = refusedResults.isIsolating
      refusedResults.committed(progress)
      end(spent: isDisturbed || wasIsolating, rewind: .none)
    case .retriable: repeatLater(now)
    case .abortable: transaction = .aborting
    case .fatal, .fenced: undo(now: now, spent: true, fenced: outcome == .fenced, rewind: .toCommittedOffsets)
    }
  }

  mutating func aborted(_ outcome: CallOutcome, milliseconds: Int64, now: Int64) {
    noteDuration(milliseconds)
    switch outcome {
    case .done:
      undo(
        now: now, spent: isDisturbed, fenced: false, rewind: isDisturbed ? .toCommittedOffsets : .toFirstOffsets)
    case .retriable, .abortable: repeatLater(now)
    case .fatal, .fenced: undo(now: now, spent: true, fenced: outcome == .fenced, rewind: .toCommittedOffsets)
    }
  }

  /// The broker refused these records' results for their size (`areKnown`: the library did, of just these): the next
  /// try sends one record a batch and, once the guilty ones are known, the smallest result for them.
  mutating func resultsRefused(_ positions: [Position], areKnown: Bool) {
    // Its batches are of the wrong size; when the library itself refused the record, no batch was to blame.
    producerIsSpent = producerIsSpent || !areKnown
    if let hopeless = refusedResults.refused(positions, areKnown: areKnown) {
      requestStop(
        .misconfigured(
          "the smallest result of the command at partition \(hopeless.partition), offset \(hopeless.offset) is too large"
            + " for the result topics; raise their max.message.bytes and limits.resultBytes"))
    }
  }

  // MARK: Its end

  private mutating func undo(now: Int64, spent: Bool, fenced: Bool, rewind: Rewind) {
    if !refusedResults.takeProgress() {
      pauseUntil = max(pauseUntil, now + undone.add(isDisturbed: isDisturbed))
      if let reason = undone.excess { requestStop(.tryAgain(reason)) }
    }
    // What the library has got wrong, a new producer mends.
    end(spent: spent || undone.isLong, rewind: rewind)
    if fenced { fence() }
  }

  private mutating func end(spent: Bool, rewind: Rewind) {
    transaction = .none
    unansweredSince = nil
    producerIsSpent = producerIsSpent || spent
    self.rewind = progress.firstPositions.isEmpty ? .none : rewind
  }

  private mutating func noteDuration(_ milliseconds: Int64) {
    if milliseconds > 1000 { isDisturbed = true }
  }

  /// After the transaction's time-out the coordinator has ended it, and librdkafka may never hear of that: an abort
  /// whose coordinator had moved was seen to time out for ever. A new producer finds out.
  private mutating func repeatLater(_ now: Int64) {
    isDisturbed = true
    pauseUntil = now + 100
    let since = unansweredSince ?? now
    unansweredSince = since
    if let bound = bounds.unansweredMilliseconds, now - since >= bound {
      undo(now: now, spent: true, fenced: false, rewind: .toCommittedOffsets)
    }
  }
}
