import Testing

@testable import CustomerWorker

@Suite struct StartOffsetTests {
  @Test(
    arguments: [
      (nil, .earliest(3)), (3, .committed(3)), (5, .committed(5)), (9, .committed(9)),
      (1, .afterDataLoss(3, lost: 2)), (10, .afterDataLoss(3, lost: 0)),
    ] as [(Int64?, StartOffset)])
  func `A log from 3 to 9 and a committed offset`(_ committed: Int64?, _ start: StartOffset) {
    #expect(StartOffset(committed: committed, low: 3, high: 9) == start)
  }
}
