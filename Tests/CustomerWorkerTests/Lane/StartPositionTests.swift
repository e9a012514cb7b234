import Testing

@testable import CustomerWorker

@Suite struct StartPositionTests {
  @Test(
    arguments: [
      (nil, .oldest(3)), (3, .committed(3)), (5, .committed(5)), (9, .committed(9)),
      (1, .afterLoss(3, lost: 2)), (10, .afterLoss(3, lost: 0)),
    ] as [(Int64?, StartPosition)])
  func `A log from 3 to 9 and a committed offset`(_ committed: Int64?, _ start: StartPosition) {
    #expect(StartPosition(committed: committed, low: 3, high: 9) == start)
  }
}
