import Testing

@testable import CustomerWorker

@Suite struct PartitionProgressTests {
  @Test func `Offsets to commit come after the last record of each touched partition`() {
    var progress = PartitionProgress()
    progress.assign([0, 1, 4])
    progress.resume(at: [at(0, 10), at(1, 0), at(4, 7)])
    progress.advance(past: at(4, 7))
    progress.advance(past: at(0, 10))
    progress.advance(past: at(4, 9))
    #expect(progress.offsetsToCommit == [at(4, 10), at(0, 11)])
    #expect(progress.rewindOffsets == [at(4, 7), at(0, 10)])
  }

  @Test func `A gap in the offsets is passed over, and what lies before the next record is not expected`() {
    var progress = PartitionProgress()
    progress.assign([0])
    progress.resume(at: [at(0, 5)])
    #expect(!progress.isExpected(at(0, 4)))
    #expect(progress.isExpected(at(0, 5)))
    #expect(progress.isExpected(at(0, 50)))
    #expect(!progress.isExpected(at(1, 5)))
  }

  @Test func `Going back forgets what was touched in those partitions alone`() {
    var progress = PartitionProgress()
    progress.assign([0, 1])
    progress.advance(past: at(0, 3))
    progress.advance(past: at(1, 4))
    progress.resume(at: [at(1, 4)])
    #expect(progress.rewindOffsets == [at(0, 3)])
    #expect(progress.next(1) == 4)
  }

  @Test func `A new assignment knows nothing of the old one`() {
    var progress = PartitionProgress()
    progress.assign([0, 1])
    progress.advance(past: at(1, 4))
    progress.assign([1])
    #expect(progress.assignedPartitions == [1])
    #expect(progress.next(1) == nil)
    #expect(progress.rewindOffsets.isEmpty)
    progress.assign([])
    #expect(progress.isEmpty)
  }
}
