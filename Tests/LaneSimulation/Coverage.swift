/// What happened in schedules: a simulation that never meets a fault proves nothing about it.
package struct Coverage: Sendable {
  package enum Event: Int, CaseIterable, Sendable {
    case committed, aborted, coordinatorTimedOut, lateRequestIgnored, notMember, fencedCall
    case revokedWhileOpen
    case lostWhileOpen, producerRecreated, unknownOutcome, unstableOffsets, commandsLost, oversized
    case refusedByLibrary, drained, superseded, replacedStopped, membershipConfirmed, crashed
    case partitionAdded, resubscribed, consumerRecreated, slowCall, callTimedOut, atLeastOnce
    case instanceFencedByCall, readAside, batchRejected, batchCorrupt, lateCommitRefused
    case holePassed, holePassedAside, lostAndListed
    case recordAfterRevocation, outOfSequence, unheardAbort, neverSettled
  }

  package internal(set) var states = ObservedStates()
  private var counts = Array(repeating: 0, count: Event.allCases.count)

  mutating func record(_ event: Event) { counts[event.rawValue] += 1 }

  package static func += (all: inout Coverage, one: Coverage) {
    for index in all.counts.indices { all.counts[index] += one.counts[index] }
    all.states += one.states
  }

  package init() {}

  package var missing: [Event] { Event.allCases.filter { counts[$0.rawValue] == 0 } }

  package var summary: String { Event.allCases.map { "\($0) \(counts[$0.rawValue])" }.joined(separator: ", ") }
}
