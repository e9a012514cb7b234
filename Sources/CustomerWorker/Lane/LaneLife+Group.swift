/// What happens between transactions: the producer, the group, and the place in each partition.
extension LaneLife {
  /// A supervisor decides better who has the name than a lane that waits for ever.
  private static var uncertainMilliseconds: Int64 { 60_000 }

  mutating func producerRenewed(_ outcome: CallOutcome, now: Int64) {
    switch outcome {
    case .done:
      producerIsSpent = false
      hasJoined = true
      refusals.accepted(.producer)
    // Who is no member yet has nobody to ask, and is no zombie.
    case .fenced where hasJoined: fence()
    case .fenced, .retriable, .abortable, .fatal: tryAgain(at: now + 1000)
    }
  }

  mutating func fence() {
    isFenced = true
    isPollDue = true
  }

  /// The group's coordinator was asked whether this member's generation still holds.
  mutating func membershipAnswered(isMember: Bool, now: Int64) {
    isFenced = !isMember
    if !isMember { tryAgain(at: now + 200) }
  }

  /// The consumer stands at `positions` again, or could not be set there and must be asked again.
  mutating func sought(_ positions: [Position]?, now: Int64) {
    guard let positions else { return tryAgain(at: now + 200) }
    progress.restart(at: positions)
    rewind = .none
  }

  mutating func assigned(_ partitions: [Int32]) {
    // Results without their offsets must never be committed. (The eager protocol revokes before it assigns.)
    if transaction != .none { transaction = .aborting }
    progress.own(partitions)
    rewind = .none
    unplaced = partitions
    isAssigning = true
    survey.assigned()
    undone.reset()
    refusals.accepted(.group)
  }

  mutating func placed(_ positions: [Position]) {
    progress.restart(at: positions)
    unplaced = []
    isAssigning = false
  }

  mutating func placeFailed(now: Int64) {
    tryAgain(at: now + 200)
  }

  /// Partitions are taken away: what is done is committed first, unless they are lost already.
  ///
  /// `wasStopped`: the process stood still for long enough to be replaced. A static member that was awake has lost its
  /// coordinator, not its name, and asks nobody: while any broker is down the question has no answer.
  mutating func revoked(isLost: Bool, wasStopped: Bool = false) {
    isRevoking = true
    isAssigning = false
    unplaced = []
    guard isLost else { return }
    if hasInstanceID, !membershipIsLost, !consumerIsSpent {
      membershipIsLost = wasStopped
      consumerIsSpent = !wasStopped
    }
    switch transaction {
    case .open, .sendingOffsets: transaction = .aborting
    case .none, .committing, .aborting: break
    }
  }

  /// The coordinator knows this member's instance by another member id.
  ///
  /// It may be the member's own last one: when a session ends by the clock of the member, which was awake, librdkafka
  /// forgets the id and sends heartbeats all the same. Otherwise another process may have the name.
  mutating func instanceFenced(mayBeReplaced: Bool) {
    if !consumerIsSpent { revoked(isLost: true, wasStopped: mayBeReplaced) }
  }

  /// The process stood still before a new consumer could join: another may have the name by now.
  mutating func stoppedWhileSpent() {
    consumerIsSpent = false
    membershipIsLost = true
  }

  /// Whether another process has joined under this one's name; nil when the coordinator could not be asked.
  mutating func successorAnswered(_ isThere: Bool?, now: Int64) {
    let since = uncertainSince ?? now
    uncertainSince = isThere == nil ? since : nil
    switch isThere {
    case true: requestStop(.replaced)
    case false:
      membershipIsLost = false
      consumerIsSpent = true
    default:
      if now - since >= Self.uncertainMilliseconds {
        requestStop(.tryAgain("the brokers did not say whether another process has this one's kafka.instanceId"))
      }
      tryAgain(at: now + 200)
    }
  }

  /// A new consumer is in the old one's place and asks to join, or it could not be made.
  mutating func consumerRenewed(_ isDone: Bool, now: Int64) {
    guard isDone else { return tryAgain(at: now + 1000) }
    consumerIsSpent = false
    unassigned()
  }

  mutating func unassigned() {
    isRevoking = false
    progress.own([])
    rewind = .none
  }

  /// The log no longer has the expected offset, or no offset is committed: the partition must be placed anew.
  mutating func lostPlace(_ partition: Int32) {
    guard progress.owns(partition), !isRevoking, !unplaced.contains(partition) else { return }
    unplaced.append(partition)
  }

  private mutating func tryAgain(at time: Int64) {
    pauseUntil = time
    isPollDue = true
  }
}
