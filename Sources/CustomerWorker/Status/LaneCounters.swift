public import Telemetry

/// What a lane has counted and measured since it started.
///
/// Results are counted when their transaction is committed, so that the numbers equal what the topics hold.
public struct LaneCounters: Sendable, Equatable {
  public var accepted = 0
  /// By the first error.
  public var rejected = CodeCounts()
  /// Each code once a result.
  public var errors = CodeCounts()
  public var lostCommands = 0
  /// Batches that the group's consumer could not decompress.
  public var undecodableBatches = 0
  /// Batches with a bad checksum.
  public var corruptBatches = 0

  public var committedTransactions = 0
  public var abortedTransactions = 0
  /// Transactions of which it was never known whether they were committed.
  public var unknownTransactions = 0
  public var rebalances = 0

  public var decideSeconds = Histogram(of: .decideSeconds)
  public var transactionSeconds = Histogram(of: .transactionSeconds)
  public var commitSeconds = Histogram(of: .commitSeconds)
  public var commandToCommit = Histogram(of: .commandToCommit)
  public var clockAhead = 0
  public var sampledKeys = SampledKeys()

  public init() {}

  /// Results in committed transactions.
  public var results: Int { accepted + rejected.sum }

  public static func += (total: inout LaneCounters, part: LaneCounters) {
    total.accepted += part.accepted
    total.rejected += part.rejected
    total.errors += part.errors
    total.lostCommands += part.lostCommands
    total.undecodableBatches += part.undecodableBatches
    total.corruptBatches += part.corruptBatches
    total.committedTransactions += part.committedTransactions
    total.abortedTransactions += part.abortedTransactions
    total.unknownTransactions += part.unknownTransactions
    total.rebalances += part.rebalances
    total.decideSeconds += part.decideSeconds
    total.transactionSeconds += part.transactionSeconds
    total.commitSeconds += part.commitSeconds
    total.commandToCommit += part.commandToCommit
    total.clockAhead += part.clockAhead
    total.sampledKeys += part.sampledKeys
  }
}
