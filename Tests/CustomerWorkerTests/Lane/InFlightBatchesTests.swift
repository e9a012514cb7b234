import Testing

@testable import CustomerWorker

/// Which records librdkafka has sent without being asked, told by what fills a batch.
@Suite struct InFlightBatchesTests {
  @Test func `A batch is full with the record that reaches its bytes`() {
    var batches = InFlightBatches()
    batches.add(queue: 0, bytes: 60, batchBytes: 100)
    #expect(batches.count == 0)
    batches.add(queue: 0, bytes: 40, batchBytes: 100)
    #expect(batches.count == 1)
    #expect(batches.records == 2)
  }

  @Test func `Each place has a batch of its own`() {
    var batches = InFlightBatches()
    batches.add(queue: 3, bytes: 60, batchBytes: 100)
    batches.add(queue: 0, bytes: 60, batchBytes: 100)
    #expect(batches.count == 0)
    batches.add(queue: 3, bytes: 60, batchBytes: 100)
    #expect(batches.count == 1)
    #expect(batches.records == 2)
  }

  @Test func `A batch is under way until its records are reported`() {
    var batches = InFlightBatches()
    for _ in 0..<30 { batches.add(queue: 0, bytes: 10, batchBytes: 100) }
    #expect(batches.estimate(acknowledged: 0) == 3)
    #expect(batches.estimate(acknowledged: 10) == 2)
    #expect(batches.estimate(acknowledged: 30) == 0)
  }

  @Test func `Records of batches that are not full may be reported too`() {
    var batches = InFlightBatches()
    for _ in 0..<15 { batches.add(queue: 0, bytes: 10, batchBytes: 100) }
    #expect(batches.estimate(acknowledged: 15) == 0)
  }

  @Test func `Nothing is under way before a batch is full`() {
    var batches = InFlightBatches()
    batches.add(queue: 0, bytes: 10, batchBytes: 100)
    #expect(batches.estimate(acknowledged: 0) == 0)
  }

  @Test func `The next transaction begins with empty batches`() {
    var batches = InFlightBatches()
    for _ in 0..<19 { batches.add(queue: 0, bytes: 10, batchBytes: 100) }
    batches.removeAll()
    #expect(batches.count == 0)
    #expect(batches.records == 0)
    batches.add(queue: 0, bytes: 90, batchBytes: 100)
    #expect(batches.count == 0)
  }
}
