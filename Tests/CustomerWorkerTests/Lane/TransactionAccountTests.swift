import CustomerContract
import Telemetry
import Testing

@testable import CustomerWorker

/// What a transaction adds to the counters of its lane. Times are in milliseconds.
@Suite struct TransactionAccountTests {
  private static let now: Int64 = 1_700_000_000_000

  private static func index(_ code: ErrorCode) -> Int { ErrorCode.allCases.firstIndex(of: code)! }

  private static func counters(_ fill: (inout TransactionAccount) -> Void) -> LaneCounters {
    var account = TransactionAccount()
    fill(&account)
    var counters = LaneCounters()
    account.add(to: &counters, now: now)
    return counters
  }

  @Test func `A rejected result counts by its first error, and once for each code among its errors`() {
    let counters = Self.counters { account in
      for _ in 0..<3 { account.addCommand(partition: 0, timestamp: Self.now) }
      account.addRejection([.required, .required, .invalidType].map(Self.index))
      account.addRejection([.invalidType].map(Self.index))
    }
    #expect(counters.accepted == 1)
    #expect(counters.results == 3)
    #expect(counters.rejected[.required] == 1 && counters.rejected[.invalidType] == 1)
    #expect(counters.rejected.sum == 2)
    #expect(counters.errors[.required] == 1 && counters.errors[.invalidType] == 2)
    #expect(counters.committedTransactions == 1)
  }

  @Test func `Every code has a count of its own, the last one too`() {
    let counters = Self.counters { account in
      account.addCommand(partition: 0, timestamp: nil)
      account.addRejection(ErrorCode.allCases.indices)
    }
    #expect(counters.errors.all.map(\.count) == Array(repeating: 1, count: ErrorCode.allCases.count))
  }

  @Test func `Each command's age at the commit is observed, and none of one without a timestamp`() {
    let counters = Self.counters { account in
      for age: Int64 in [20, 20, 700, 20] { account.addCommand(partition: 0, timestamp: Self.now - age) }
      account.addCommand(partition: 1, timestamp: nil)
    }
    #expect(counters.commandToCommit.count == 4)
    #expect(abs(counters.commandToCommit.sum - 0.76) < 1e-9)
    #expect(counters.clockAhead == 0)
  }

  @Test func `A timestamp that is ahead of the clock is counted, and its age is 0`() {
    let counters = Self.counters { account in
      account.addCommand(partition: 0, timestamp: Self.now + 5000)
      account.addCommand(partition: 0, timestamp: Self.now)
    }
    #expect(counters.clockAhead == 1)
    #expect(counters.commandToCommit.sum == 0)
    #expect(counters.commandToCommit.count == 2)
  }

  @Test func `The first command of each partition is remembered until the end`() {
    var account = TransactionAccount()
    account.addCommand(partition: 2, timestamp: 30)
    account.addCommand(partition: 2, timestamp: 10)
    account.addCommand(partition: 0, timestamp: nil)
    #expect(account.firstTimestamp(2) == 30)
    #expect(account.firstTimestamp(0) == nil && account.hasCommands(of: 0))
    #expect(!account.hasCommands(of: 1) && !account.hasCommands(of: 7))
    account.removeAll()
    #expect(account.isEmpty && !account.hasCommands(of: 2) && account.firstTimestamp(2) == nil)
  }

  @Test func `What was removed is counted no more`() {
    let counters = Self.counters { account in
      account.addCommand(partition: 0, timestamp: 1)
      account.addRejection([0])
      account.addKey(.murmur2)
      account.removeAll()
      account.addCommand(partition: 0, timestamp: nil)
      account.addKey(nil)
    }
    #expect(counters.accepted == 1 && counters.results == 1)
    #expect(counters.errors.sum == 0)
    #expect(counters.sampledKeys.murmur2 == 0 && counters.sampledKeys.neither == 1)
    #expect(counters.commandToCommit.count == 0)
  }

  @Test func `A transaction was committed when the group's offsets are at its ends, in every partition`() {
    let transaction = UnsettledTransaction(
      account: TransactionAccount(),
      ends: [PartitionOffset(partition: 0, offset: 10), PartitionOffset(partition: 3, offset: 7)])
    #expect(transaction.isCommitted(by: [0: 10, 3: 7]))
    #expect(transaction.isCommitted(by: [0: 12, 3: 7]))
    #expect(!transaction.isCommitted(by: [0: 10, 3: 6]))
    #expect(!transaction.isCommitted(by: [0: 10, 3: nil]))
    #expect(!transaction.isCommitted(by: [0: 10]))
  }
}
