import Testing

@testable import CustomerWorker

@Suite struct OversizedResultsTests {
  @Test func `A batch is refused for its size: one record a batch, then the smallest result, then as before`() {
    var state = LaneState.started(0)
    state.take(0, 0)
    state.take(0, 1)
    state.abort(now: 0, oversized: [at(0, 0), at(0, 1)])
    #expect(state.next(now: 8) == .recreateProducer(isIsolating: true), "at once: something was learned")
    #expect(!state.transactions.oversized.contains(at(0, 0)), "all were in the batch, which says nothing of each")

    state.producerRecreated(.done, now: 9)
    state.sought([at(0, 0)], now: 9)
    state.take(0, 0, now: 10)
    state.take(0, 1, now: 10)
    state.abort(now: 10, oversized: [at(0, 1)])
    #expect(state.next(now: 20) == .recreateProducer(isIsolating: true))
    #expect(state.transactions.oversized.contains(at(0, 1)))

    state.producerRecreated(.done, now: 21)
    state.sought([at(0, 0)], now: 21)
    state.take(0, 0, now: 22)
    state.take(0, 1, now: 22)
    state.commit(now: 22)
    #expect(state.next(now: 40) == .recreateProducer(isIsolating: false))
    #expect(!state.transactions.oversized.contains(at(0, 1)), "it is behind")
  }

  @Test func `The smallest result is refused as well: the lane stops and names the command`() {
    var state = LaneState.started(0)
    for _ in 0..<3 {
      state.take(0, 7)
      state.abort(now: 0, oversized: [at(0, 7)])
      guard state.stopReason == nil else { break }
      state.producerRecreated(.done, now: 9)
      state.sought([at(0, 7)], now: 9)
    }
    guard case .misconfigured(let reason) = state.stopReason else {
      Issue.record("the lane goes on")
      return
    }
    #expect(reason.contains("partition 0, offset 7"))
    #expect(reason.contains("max.message.bytes"))
  }

  @Test func `The library itself refuses a result: its record is known, and the producer goes on`() {
    var state = LaneState.started(0)
    state.take(0, 0)
    state.take(0, 1)
    var report = CallReport(outcome: .abortable, milliseconds: 0, now: 1)
    report.oversizedResults = [at(0, 1)]
    report.oversizedAreKnown = true
    state.produceFailed(report)
    #expect(state.next(now: 1) == .abort)
    state.aborted(.done, milliseconds: 1, now: 2)
    #expect(state.next(now: 2) == .seek([at(0, 0)]))
    #expect(state.transactions.oversized.contains(at(0, 1)))
  }
}
