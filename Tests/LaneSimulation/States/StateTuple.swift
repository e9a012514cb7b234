internal import CustomerWorker

/// What a lane's membership, producer and phase are together, without what belongs to each case.
package struct StateTuple: Hashable, Sendable, CustomStringConvertible {
  package enum MembershipCase: Int, CaseIterable, Sendable {
    case notJoined, settled, partlyPositioned, assigned, revoked, maybeReplaced, needsConsumer
  }

  package enum ProducerCase: Int, CaseIterable, Sendable { case none, ready, needsRecreation, fenced }

  package enum PhaseCase: Int, CaseIterable, Sendable {
    // Between transactions, by what the lane must go back to first.
    case nothingToRewind, toFirstOffsets, toCommittedOffsets
    // In a transaction, by its stage.
    case open, preparingCommit, committing, aborting

    package var isTransaction: Bool { rawValue >= Self.open.rawValue }
  }

  package let membership: MembershipCase
  package let producer: ProducerCase
  package let phase: PhaseCase

  package init(_ membership: MembershipCase, _ producer: ProducerCase, _ phase: PhaseCase) {
    self.membership = membership
    self.producer = producer
    self.phase = phase
  }

  init(_ state: LaneState) {
    membership =
      switch state.group.membership {
      case .notJoined: .notJoined
      case .settled: .settled
      case .partlyPositioned: .partlyPositioned
      case .assigned: .assigned
      case .revoked: .revoked
      case .maybeReplaced: .maybeReplaced
      case .needsConsumer: .needsConsumer
      }
    producer =
      switch state.producer {
      case .none: .none
      case .ready: .ready
      case .needsRecreation: .needsRecreation
      case .fenced: .fenced
      }
    phase =
      switch state.phase {
      case .between(.none): .nothingToRewind
      case .between(.toFirstOffsets): .toFirstOffsets
      case .between(.toCommittedOffsets): .toCommittedOffsets
      case .transaction(let transaction):
        switch transaction.stage {
        case .open: .open
        case .preparingCommit: .preparingCommit
        case .committing: .committing
        case .aborting: .aborting
        }
      }
  }

  /// How many tuples can be written down.
  static let count = MembershipCase.allCases.count * ProducerCase.allCases.count * PhaseCase.allCases.count

  /// The tuple's slot in an array of `count`.
  var slot: Int {
    (membership.rawValue * ProducerCase.allCases.count + producer.rawValue) * PhaseCase.allCases.count + phase.rawValue
  }

  package var description: String { "\(membership) / \(producer) / \(phase)" }
}
