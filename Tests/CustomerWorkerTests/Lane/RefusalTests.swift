import Testing

@testable import CustomerWorker

@Suite struct RefusalTests {
  @Test func `A batch is refused for its size: one record a batch, then the smallest result, then as before`() {
    var life = LaneLife.started(0)
    life.take(0, 0)
    life.take(0, 1)
    life.resultsRefused([at(0, 0), at(0, 1)], areKnown: false)
    life.abort(now: 0)
    #expect(life.next(now: 8) == .renewProducer(isIsolating: true), "at once: something was learned")
    #expect(!life.refusedResults.contains(at(0, 0)), "all were in the batch, which says nothing of each")

    life.producerRenewed(.done, now: 9)
    life.sought([at(0, 0)], now: 9)
    life.take(0, 0, now: 10)
    life.take(0, 1, now: 10)
    life.resultsRefused([at(0, 1)], areKnown: false)
    life.abort(now: 10)
    #expect(life.next(now: 20) == .renewProducer(isIsolating: true))
    #expect(life.refusedResults.contains(at(0, 1)))

    life.producerRenewed(.done, now: 21)
    life.sought([at(0, 0)], now: 21)
    life.take(0, 0, now: 22)
    life.take(0, 1, now: 22)
    life.commit(now: 22)
    #expect(life.next(now: 40) == .renewProducer(isIsolating: false))
    #expect(!life.refusedResults.contains(at(0, 1)), "it is behind")
  }

  @Test func `The smallest result is refused as well: the lane ends and names the command`() {
    var life = LaneLife.started(0)
    life.take(0, 7)
    life.resultsRefused([at(0, 7)], areKnown: false)
    life.abort(now: 0)
    life.resultsRefused([at(0, 7)], areKnown: false)
    life.resultsRefused([at(0, 7)], areKnown: false)
    guard case .stop(.misconfigured(let reason)) = life.next(now: 1000) else {
      Issue.record("the lane goes on")
      return
    }
    #expect(reason.contains("partition 0, offset 7"))
    #expect(reason.contains("max.message.bytes"))
  }

  @Test func `The library itself refuses a result: its record is known, and the producer goes on`() {
    var life = LaneLife.started(0)
    life.take(0, 0)
    #expect(life.admits(at(0, 1)) == true)
    life.resultsRefused([at(0, 1)], areKnown: true)
    life.produceFailed(.abortable, at: at(0, 1), now: 1)
    #expect(life.next(now: 1) == .abort)
    life.aborted(.done, milliseconds: 1, now: 2)
    #expect(life.next(now: 2) == .seek([at(0, 0)]))
    #expect(life.refusedResults.contains(at(0, 1)))
  }

  @Test func `A right is missing at the start: final at the start deadline, not before`() {
    var life = LaneLife.fresh(startDeadline: 60_000, patienceMilliseconds: 60_000)
    life.clusterRefused(.producer, reason: "no right", now: 59_999)
    #expect(life.stop == nil)
    life.clusterRefused(.producer, reason: "no right", now: 60_000)
    #expect(life.next(now: 60_000) == .stop(.misconfigured("the transactional producer cannot be made: no right")))
  }

  @Test func `A right is missing, and the first command comes hours after the start: final only when it lasts`() {
    var life = LaneLife.fresh(startDeadline: 60_000, patienceMilliseconds: 60_000)
    life.clusterRefused(.transaction, reason: "no right", now: 9_000_000)
    life.clusterRefused(.transaction, reason: "no right", now: 9_040_000)
    #expect(life.stop == nil)
    life.clusterRefused(.transaction, reason: "no right", now: 9_060_000)
    #expect(life.stop != nil)
  }

  @Test func `A right is taken away at run time: final when it has been missing for as long as a start may take`() {
    var life = LaneLife.fresh(startDeadline: 60_000, patienceMilliseconds: 60_000)
    life.refusals.accepted(.transaction)
    for now in stride(from: Int64(1_000_000), to: 1_060_000, by: 5000) {
      life.clusterRefused(.transaction, reason: "no right", now: now)
      #expect(life.stop == nil)
    }
    life.clusterRefused(.transaction, reason: "no right", now: 1_060_000)
    #expect(life.stop == .misconfigured("results cannot be written: no right"))
  }

  @Test func `A topic is unknown for a moment, hours apart: never final`() {
    var life = LaneLife.fresh(startDeadline: 60_000, patienceMilliseconds: 60_000)
    life.refusals.accepted(.group)
    for hour in 1...Int64(9) { life.clusterRefused(.group, reason: "unknown topic", now: hour * 3_600_000) }
    #expect(life.stop == nil)
  }

  @Test func `With no start deadline the lane waits for ever`() {
    var life = LaneLife.fresh()
    for now in stride(from: Int64(0), to: 10_000_000, by: 5000) {
      life.clusterRefused(.producer, reason: "no right", now: now)
    }
    #expect(life.stop == nil)
  }
}
