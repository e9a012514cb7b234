internal import CustomerContract
internal import CustomerWorker
internal import Kafka
internal import SeededRandomness

/// A lane's clients on the model of Kafka: what librdkafka does and knows, with the faults of the schedule.
final class ModelClients: LaneClients {
  let world: World
  /// The `transactional.id`.
  let id: Int
  /// nil: a dynamic member.
  let instanceID: String?

  var producer = ModelProducer()
  var consumer = ModelConsumer()
  /// Where the side consumer reads next; nil: there is none.
  var side: PartitionOffset?
  var resultMemory = ResultMemory()

  /// The epochs of its producers.
  var epochs: [Int32] = []

  /// Whether the lane has ever been a member of the group.
  var hasJoined = false
  /// The last member id of any of its consumers.
  var lastMember: Int?
  /// Whether another process has taken the lane's names over.
  var isSuperseded = false
  /// Whether the producer of a superseded lane has learned that it is fenced.
  var isZombie = false
  /// The lane is in a call or waits until then.
  private(set) var busyUntil: Int64 = .min

  init(world: World, id: Int, instanceID: String?) {
    self.world = world
    self.id = id
    self.instanceID = instanceID
  }

  func spend(_ milliseconds: Int64) {
    busyUntil = monotonicMilliseconds + milliseconds
  }

  /// How long a call takes that runs into its time-out: seldom so long that its length alone tells.
  func spendTimeout() {
    world.record(.callTimedOut)
    spend(world.chance(100) ? 1100 : Int64(5 + world.random.below(60)))
  }

  func error(
    _ code: KafkaErrorCode, isFatal: Bool = false, isRetriable: Bool = false, requiresAbort: Bool = false
  ) -> KafkaError {
    KafkaError(
      code: code, message: "simulated", isFatal: isFatal, isRetriable: isRetriable, requiresAbort: requiresAbort)
  }
}

// MARK: Time

extension ModelClients {
  var monotonicMilliseconds: Int64 { max(world.now, busyUntil) }
  var monotonicNanoseconds: Int64 { monotonicMilliseconds * 1_000_000 }
  var realTimeMilliseconds: Int64 { 1_700_000_000_000 + world.now }

  func wait(milliseconds: Int64) { spend(milliseconds) }

  func enter(_ call: StaticString) {}
  func leave() {}
  func publish(_ status: LaneStatus) {}

  /// Only a process that was suspended is superseded; another one may have been suspended too.
  func wasSuspended(forMilliseconds: Int64, withinMilliseconds: Int64) -> Bool {
    guard world.canary != .hidesReplacements else { return false }
    return isSuperseded || world.chance(300)
  }
}
