import Testing

@testable import CustomerWorker

/// Batches that the group's consumer cannot read.
@Suite struct BlockedPartitionTests {
  private let done = CallReport(outcome: .done, milliseconds: 0, now: 0)

  /// A lane that reads partition 0 aside from offset 5 on, with partition 1 beside it.
  private func readingAside(_ change: (inout BlockedPartitions.Policy) -> Void = { _ in }) -> LaneState {
    var policy = BlockedPartitions.Policy()
    change(&policy)
    var state = LaneState(
      limits: LaneState.testLimits,
      permanentErrors: PermanentErrorTimer(startDeadline: nil, patienceMilliseconds: nil), unreadable: policy)
    state.producerRecreated(.done, now: 0)
    state.joined(done)
    state.assigned([0, 1])
    state.offsetsAssigned([at(0, 5), at(1, 0)])
    state.batchUndecodable(0)
    #expect(state.next(now: 0) == .pause([0]))
    state.paused(done)
    #expect(state.next(now: 0) == .poll(milliseconds: 0), "the group and the other partitions come first")
    state.polled(isEmpty: true)
    #expect(state.next(now: 0) == .startAside(at(0, 5)))
    state.asideStarted(0, done)
    state.polled(isEmpty: true)
    #expect(state.next(now: 0) == .pollAside(0))
    return state
  }

  @Test
  func `A batch is too large for the group's consumer: the side consumer's records count, and then the group's again`()
  {
    var state = readingAside()
    let isFromGroup = state.accepts(at(0, 5))
    #expect(!isFromGroup)
    #expect(state.progress.next(0) == 5, "what the group's consumer still brings is not passed over either")
    let isAside = state.accepts(at(0, 5), isAside: true)
    #expect(isAside)
    state.began(.done, now: 0, for: at(0, 5))
    state.process(at(0, 5))
    state.polledAside(0, records: 1, .end(offset: 6), now: 1)
    state.polled(isEmpty: true)
    #expect(state.next(now: 1) == .resume(at(0, 6)))
    state.resumed(0, done)
    let isReadAgain = state.accepts(at(0, 6))
    #expect(isReadAgain)
  }

  @Test func `The batch belongs to an aborted transaction: the group's consumer goes on behind it`() {
    var state = readingAside()
    state.polledAside(0, records: 0, .end(offset: 40), now: 1)
    state.polled(isEmpty: true)
    #expect(state.next(now: 1) == .resume(at(0, 40)))
  }

  @Test func `Nobody can decompress the batch: each offset from the next one to the batch's end is rejected`() {
    var state = readingAside()
    state.polledAside(0, records: 0, .undecodable(base: 3), now: 1)
    state.polled(isEmpty: true)
    #expect(state.next(now: 1) == .measureBatch(0, base: 3))
    state.batchMeasured(0, base: 3, lastStableOffset: 7, done)
    guard case .searching(var search) = state.blocked.aside(now: 1)?.stage else {
      Issue.record("no search for the end")
      return
    }
    while let probe = search.probe { search.answered(isInside: probe < 7) }
    state.batchEndSearched(0, search, now: 1)
    state.polled(isEmpty: true)
    #expect(state.next(now: 1) == .rejectUndecodable(0, 5..<7))
    for offset in Int64(5)..<7 {
      let isAccepted = state.accepts(at(0, offset), isAside: true)
      #expect(isAccepted)
      if state.needsTransaction { state.began(.done, now: 1, for: at(0, offset)) }
      state.process(at(0, offset))
    }
    state.undecodableRejected(0)
    state.polled(isEmpty: true)
    #expect(state.next(now: 1) == .resume(at(0, 7)))
  }

  @Test func `Offsets before a batch that nobody can decompress belong to an aborted transaction: they get no result`()
  {
    var state = readingAside()
    state.polledAside(0, records: 0, .undecodable(base: 8), now: 1)
    state.batchEndSearched(0, BatchEndSearch(base: 8, lastStableOffset: 9), now: 1)
    state.polled(isEmpty: true)
    #expect(state.next(now: 1) == .rejectUndecodable(0, 8..<9))
  }

  @Test func `A transaction with records that were read aside is rolled back: the side consumer starts again`() {
    var state = readingAside()
    _ = state.accepts(at(0, 5), isAside: true)
    state.began(.done, now: 0, for: at(0, 5))
    state.process(at(0, 5))
    state.polledAside(0, records: 1, .nothing, now: 1)
    state.abort(now: 2)
    #expect(state.next(now: 9) == .seek([at(0, 5)]))
    state.sought([at(0, 5)], now: 9)
    state.polled(isEmpty: true)
    #expect(state.next(now: 9) == .startAside(at(0, 5)))
  }

  @Test func `kafka.onUndecodable is hold: the partition stays, and the others go on`() {
    var state = readingAside { $0.undecodable = .hold }
    state.polledAside(0, records: 0, .undecodable(base: 5), now: 1)
    state.polled(isEmpty: true)
    #expect(state.blocked[0] == .held)
    #expect(state.next(now: 1) == .poll(milliseconds: 200))
    let isAccepted = state.accepts(at(1, 0))
    #expect(isAccepted)
  }

  @Test func `A held partition's records before its trouble are rolled back: it is read aside from them again`() {
    var state = readingAside { $0.undecodable = .hold }
    let isTaken = state.accepts(at(0, 5), isAside: true)
    #expect(isTaken)
    state.began(.done, now: 0, for: at(0, 5))
    state.process(at(0, 5))
    state.polledAside(0, records: 1, .undecodable(base: 6), now: 1)
    #expect(state.blocked[0] == .held)
    state.abort(now: 2)
    #expect(state.next(now: 9) == .seek([at(0, 5)]))
    state.sought([at(0, 5)], now: 9)
    state.polled(isEmpty: true)
    #expect(state.next(now: 9) == .startAside(at(0, 5)))
  }

  @Test func `kafka.onUndecodable is stop: the lane stops and names the batch`() {
    var state = readingAside { $0.undecodable = .stop }
    state.polledAside(0, records: 0, .undecodable(base: 5), now: 1)
    guard case .commandsLost(let reason) = state.stopReason else {
      Issue.record("the lane goes on")
      return
    }
    #expect(reason.contains("offset 5 of partition 0"))
  }

  @Test func `A batch fails its checksum: nothing of the partition counts until it is read again, each time later`() {
    var state = LaneState.started(0)
    var now: Int64 = 0
    for wait in [Int64(1000), 2000, 4000, 8000, 16_000, 30_000, 30_000] {
      state.batchCorrupt(0, now: now)
      let isAccepted = state.accepts(at(0, 7))
      #expect(!isAccepted, "the library went on behind the batch")
      if !state.blocked.toPause.isEmpty { state.paused(done) }
      #expect(state.next(now: now + wait - 1) != .resume(at(0, 0)))
      now += wait
      state.unassignedPartitionsChecked(.allAssigned, now: now)
      #expect(state.next(now: now) == .resume(at(0, 0)))
      state.resumed(0, done)
    }
  }

  @Test func `A partition is held for its lost commands, and another loses its offset: the first stays held`() {
    var state = LaneState.started()
    state.assigned([0, 1])
    state.offsetsAssigned([at(0, 9), at(1, 0)], held: [0], done)
    state.paused(done)
    state.offsetOutOfRange(1)
    state.offsetsAssigned([at(1, 40)], done)
    #expect(state.next(now: 0) == .pause([0]), "an assignment ends every pause")
    let isAccepted = state.accepts(at(0, 9))
    #expect(!isAccepted)
  }

  @Test func `Another partition is read aside meanwhile: the side consumer is set back to the first one`() {
    var state = LaneState.started()
    state.assigned([0, 1])
    state.offsetsAssigned([at(0, 20), at(1, 5)])
    state.batchUndecodable(1)
    state.paused(done)
    state.polled(isEmpty: true)
    state.asideStarted(1, done)
    state.batchUndecodable(0)
    state.paused(done)
    state.polled(isEmpty: true)
    #expect(state.next(now: 0) == .startAside(at(0, 20)))
    state.asideStarted(0, done)
    state.polledAside(0, records: 0, .corrupt(base: 30), now: 0)
    state.polled(isEmpty: true)
    #expect(state.next(now: 0) == .startAside(at(1, 5)), "what the side consumer brings now is of partition 0")
  }

  @Test func `Partitions are taken away while one is read aside: it is given up with the others`() {
    var state = readingAside()
    state.revoked(isLost: false)
    #expect(state.next(now: 1) == .unassign)
    state.unassigned()
    #expect(state.blocked.isEmpty)
  }

  @Test func `A start offset's commit may arrive twice: a new consumer joins before the lane reads`() {
    var state = LaneState.started()
    state.assigned([0])
    var report = done
    report.isCommitUncertain = true
    state.offsetsAssigned([at(0, 0)], report)
    state.polled(isEmpty: true)
    #expect(state.next(now: 200) == .recreateConsumer)
    let isAccepted = state.accepts(at(0, 0))
    #expect(!isAccepted, "a later commit would be undone by the late one")
    state.consumerRecreated(true, now: 201)
    #expect(state.next(now: 201) == .poll(milliseconds: 200))
  }

  @Test func `The group is silent for five seconds: the lane asks for its rights, and stops when they stay away`() {
    var state = LaneState.fresh(startDeadline: 10_000, patienceMilliseconds: 10_000)
    state.producerRecreated(.done, now: 0)
    state.joined(done)
    #expect(state.next(now: 4999) == .poll(milliseconds: 200))
    for now in [Int64(5000), 10_000] {
      #expect(state.next(now: now) == .checkRights)
      var report = CallReport(outcome: .fatal, milliseconds: 0, now: now)
      report.permanentError = "no right"
      state.rightsChecked(report)
    }
    #expect(state.stopReason == .misconfigured("the group cannot be joined: no right"))
  }
}
