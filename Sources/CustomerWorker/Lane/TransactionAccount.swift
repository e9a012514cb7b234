internal import CustomerContract
internal import Telemetry

/// What the open transaction adds to a lane's counters when it is committed.
struct TransactionAccount: Sendable {
  /// Equal timestamps in a row, which most are that come at speed.
  private struct Run {
    var timestamp: Int64
    var count: Int
  }

  private(set) var results = 0
  private var rejected = CodeCounts()
  private var errors = CodeCounts()
  private var rejectedResults = 0
  private var timestamps: [Run] = []
  private var keys = SampledKeys()
  /// The timestamp of the first command of each partition, indexed by its number; `Int64.max` where there is none.
  private var firstTimestamps: [Int64] = []

  var isEmpty: Bool { results == 0 }

  /// The timestamp of the transaction's first command of a partition; nil: there is none.
  func firstTimestamp(_ partition: Int32) -> Int64? {
    guard partition >= 0, Int(partition) < firstTimestamps.count else { return nil }
    let first = firstTimestamps[Int(partition)]
    return first == .max || first < 0 ? nil : first
  }

  func hasCommands(of partition: Int32) -> Bool {
    partition >= 0 && Int(partition) < firstTimestamps.count && firstTimestamps[Int(partition)] != .max
  }

  // MARK: Adding

  /// Counts a command.
  ///
  /// - Parameter timestamp: nil, or before 1970, where the record has none.
  @inline(__always) mutating func addCommand(partition: Int32, timestamp: Int64?) {
    results += 1
    let time = timestamp ?? -1
    if timestamps.isEmpty || timestamps[timestamps.count - 1].timestamp != time {
      timestamps.append(Run(timestamp: time, count: 1))
    } else {
      timestamps[timestamps.count - 1].count += 1
    }
    let index = Int(partition)
    if index >= firstTimestamps.count { makeRoom(index) }
    if firstTimestamps[index] == .max { firstTimestamps[index] = time }
  }

  private mutating func makeRoom(_ index: Int) {
    firstTimestamps.append(contentsOf: repeatElement(.max, count: index + 1 - firstTimestamps.count))
  }

  /// Counts a rejected result by its errors.
  ///
  /// - Parameter codes: the index of each error's code among all codes, in the errors' order; not empty.
  mutating func addRejection(_ codes: some Collection<Int>) {
    rejectedResults += 1
    if let first = codes.first { rejected.add(at: first) }
    var seen: UInt64 = 0
    for code in codes where seen & (1 << UInt64(code)) == 0 {
      seen |= 1 << UInt64(code)
      errors.add(at: code)
    }
  }

  mutating func addKey(_ partitioner: KeyPartitioner?) {
    switch partitioner {
    case .murmur2: keys.murmur2 += 1
    case .crc32: keys.crc32 += 1
    case nil: keys.neither += 1
    }
  }

  // MARK: The end

  /// Adds all of it to the counters of a lane.
  ///
  /// - Parameter now: when the transaction was committed, in milliseconds since 1970.
  func add(to counters: inout LaneCounters, now: Int64) {
    counters.committedTransactions += 1
    counters.accepted += results - rejectedResults
    if rejectedResults > 0 {
      counters.rejected += rejected
      counters.errors += errors
    }
    for run in timestamps where run.timestamp >= 0 {
      if run.timestamp > now { counters.clockAhead += run.count }
      counters.commandToCommit.observe(Double(max(0, now - run.timestamp)) / 1000, times: run.count)
    }
    counters.sampledKeys += keys
  }

  mutating func removeAll() {
    results = 0
    if rejectedResults > 0 {
      rejected = CodeCounts()
      errors = CodeCounts()
      rejectedResults = 0
    }
    timestamps.removeAll(keepingCapacity: true)
    keys = SampledKeys()
    for index in firstTimestamps.indices { firstTimestamps[index] = .max }
  }
}
