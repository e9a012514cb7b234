/// Folds events that repeat: the first is written, and then at most one a minute that says how many it stands for.
struct Repetitions {
  static let intervalMilliseconds: Int64 = 60_000
  /// The most keys that are remembered; the events of further ones are written every time.
  static let keysMaximum = 1000

  private struct Key: Hashable {
    let name: String
    let key: String
  }

  private struct Entry {
    /// The time of the last line, on the monotonic clock.
    var writtenAt: Int64
    /// The number of events since then.
    var count = 0
    var last: (any Event)?
  }

  private var entries: [Key: Entry] = [:]

  /// Whether an event is to be written, and for how many it stands then; nil when it is only counted.
  mutating func admit<E: Event>(_ event: E, at now: Int64) -> Int? {
    guard let text = event.repetitionKey else { return 1 }
    let key = Key(name: E.name, key: text)
    guard var entry = entries[key] else {
      if entries.count < Self.keysMaximum { entries[key] = Entry(writtenAt: now) }
      return 1
    }
    entry.count += 1
    if now - entry.writtenAt < Self.intervalMilliseconds {
      entry.last = event
      entries[key] = entry
      return nil
    }
    entries[key] = Entry(writtenAt: now)
    return entry.count
  }

  /// Takes the events that were only counted and whose minute is over; forgets those that no longer repeat.
  ///
  /// - Parameter now: on the monotonic clock; nil takes all, whenever the last line was.
  mutating func takeDue(at now: Int64?) -> [(event: any Event, count: Int)] {
    var due: [(event: any Event, count: Int)] = []
    for (key, entry) in entries {
      if let now, now - entry.writtenAt < Self.intervalMilliseconds { continue }
      if let event = entry.last {
        due.append((event, entry.count))
        entries[key] = Entry(writtenAt: now ?? entry.writtenAt)
      } else if now != nil {
        entries[key] = nil
      }
    }
    return due
  }

  /// The time at which the first counted event is due, on the monotonic clock; nil when none is counted.
  var nextDue: Int64? {
    entries.values.lazy.filter { $0.last != nil }.map { $0.writtenAt + Self.intervalMilliseconds }.min()
  }
}
