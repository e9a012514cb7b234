internal import SeededRandomness

/// How often each fault happens, in a thousand times that it could; a schedule has its own mixture.
struct FaultPlan {
  /// A request whose answer is lost and that the library sends again by itself, while the first one is still on its way.
  var resent = 0
  /// A call that takes more than a second and succeeds, with its first request still on its way.
  var slow = 0
  /// A call that runs into its time-out: executed or not, and perhaps with its request still on its way.
  var timedOut = 0
  /// A call that says that the transaction must be aborted.
  var abortable = 0
  /// A call after which the producer is unusable: executed or not.
  var fatal = 0
  /// A call of the consumer that fails.
  var consumerFailed = 0
  var producerNotMade = 0
  var redelivered = 0
  var crashed = 0
  /// Suspended for longer than its session and its transaction live.
  var paused = 0
  var kicked = 0
  /// A second process takes the first one's names over while that is suspended.
  var superseded = 0
  var rebalanced = 0
  var transactionTimedOut = 0
  var lateDelivered = 300
  var commandsDeleted = 0
  /// One more partition, and the group does not notice.
  var partitionAdded = 0
  /// A lane is asked to stop.
  var asked = 0
  /// A batch that the group's consumer cannot decompress, or that fails its checksum.
  var badBatch = 0
  /// Offsets without a command: an aborted transaction of a producer of commands.
  var holes = 0
  /// A session that is over by the member's own clock, while the coordinator still lists the member.
  var sessionEnded = 0
  /// A commit outside a transaction whose answer is lost, and whose request arrives once more.
  var commitResent = 0
  var isStatic = false

  static let none = FaultPlan()

  static func random(_ random: inout SeededGenerator) -> FaultPlan {
    var plan = FaultPlan()
    func rate(_ most: Int) -> Int { random.chance(500) ? 0 : random.below(most) + 1 }
    plan.resent = rate(300)
    plan.slow = rate(100)
    plan.timedOut = rate(200)
    plan.abortable = rate(150)
    plan.fatal = rate(100)
    plan.consumerFailed = rate(200)
    plan.producerNotMade = rate(200)
    plan.redelivered = rate(50)
    plan.crashed = rate(15)
    plan.paused = rate(20)
    plan.kicked = rate(15)
    plan.superseded = rate(10)
    plan.rebalanced = rate(20)
    plan.transactionTimedOut = rate(20)
    plan.lateDelivered = random.below(600) + 20
    plan.commandsDeleted = rate(10)
    plan.asked = rate(10)
    plan.partitionAdded = rate(5)
    plan.badBatch = rate(30)
    plan.commitResent = rate(200)
    plan.holes = rate(100)
    plan.sessionEnded = rate(15)
    plan.isStatic = random.chance(500)
    return plan
  }
}
