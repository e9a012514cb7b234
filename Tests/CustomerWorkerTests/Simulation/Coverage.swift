/// What happened in schedules: a simulation that never meets a fault proves nothing of it.
struct Coverage {
  enum Event: Int, CaseIterable {
    case committed, aborted, coordinatorTimedOut, lateRequestIgnored, notMember, fencedCall, revokedWhileOpen
    case lostWhileOpen, producerRenewed, unknownOutcome, givenUp, unstableOffsets, commandsLost, isolated, drained,
      superseded
    case zombieStopped, membershipConfirmed, membershipDenied, earlyRecord, crashed
    case partitionAdded, foundUnowned, consumerRenewed
  }

  private var counts = Array(repeating: 0, count: Event.allCases.count)

  mutating func add(_ event: Event) { counts[event.rawValue] += 1 }

  static func += (all: inout Coverage, one: Coverage) {
    for index in all.counts.indices { all.counts[index] += one.counts[index] }
  }

  var missing: [Event] { Event.allCases.filter { counts[$0.rawValue] == 0 } }

  var summary: String { Event.allCases.map { "\($0) \(counts[$0.rawValue])" }.joined(separator: ", ") }
}
