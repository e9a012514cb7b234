internal import Synchronization

/// Where lanes that have ended leave their account.
final class LaneBoard: Sendable {
  struct Entry: Sendable {
    var end: LaneEnd
    var account: LaneAccount
  }

  private let ended = Mutex<[Entry]>([])

  var entries: [Entry] { ended.withLock { $0 } }

  func add(_ entry: Entry) {
    ended.withLock { $0.append(entry) }
  }
}
