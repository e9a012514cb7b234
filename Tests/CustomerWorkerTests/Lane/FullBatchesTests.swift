import Testing

@testable import CustomerWorker

/// Which records librdkafka has sent without being asked, told by what fills a batch.
struct FullBatchesTests {
  @Test func aBatchIsFullWithTheRecordThatReachesItsBytes() {
    var batches = FullBatches()
    batches.add(place: 0, bytes: 60, batchBytes: 100)
    #expect(batches.count == 0)
    batches.add(place: 0, bytes: 40, batchBytes: 100)
    #expect(batches.count == 1)
    #expect(batches.records == 2)
  }

  @Test func eachPlaceHasABatchOfItsOwn() {
    var batches = FullBatches()
    batches.add(place: 3, bytes: 60, batchBytes: 100)
    batches.add(place: 0, bytes: 60, batchBytes: 100)
    #expect(batches.count == 0)
    batches.add(place: 3, bytes: 60, batchBytes: 100)
    #expect(batches.count == 1)
    #expect(batches.records == 2)
  }

  @Test func aBatchIsUnderWayUntilItsRecordsAreReported() {
    var batches = FullBatches()
    for _ in 0..<30 { batches.add(place: 0, bytes: 10, batchBytes: 100) }
    #expect(batches.underWay(reported: 0) == 3)
    #expect(batches.underWay(reported: 10) == 2)
    #expect(batches.underWay(reported: 30) == 0)
  }

  @Test func recordsOfBatchesThatAreNotFullMayBeReportedToo() {
    var batches = FullBatches()
    for _ in 0..<15 { batches.add(place: 0, bytes: 10, batchBytes: 100) }
    #expect(batches.underWay(reported: 15) == 0)
  }

  @Test func nothingIsUnderWayBeforeABatchIsFull() {
    var batches = FullBatches()
    batches.add(place: 0, bytes: 10, batchBytes: 100)
    #expect(batches.underWay(reported: 0) == 0)
  }

  @Test func theNextTransactionBeginsWithEmptyBatches() {
    var batches = FullBatches()
    for _ in 0..<19 { batches.add(place: 0, bytes: 10, batchBytes: 100) }
    batches.removeAll()
    #expect(batches.count == 0)
    #expect(batches.records == 0)
    batches.add(place: 0, bytes: 90, batchBytes: 100)
    #expect(batches.count == 0)
  }
}
