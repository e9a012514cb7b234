import Testing

@testable import CustomerWorker

@Suite struct BatchEndSearchTests {
  /// Searches a batch of known size; returns the end that is found, and the number of questions.
  private func find(base: Int64, count: Int64, lastStableOffset: Int64) -> (end: Int64?, questions: Int) {
    var search = BatchEndSearch(base: base, lastStableOffset: lastStableOffset)
    var questions = 0
    while let probe = search.probe, questions < 100 {
      questions += 1
      search.answered(isInside: probe < base + count)
    }
    return (search.end, questions)
  }

  @Test(arguments: [1, 2, 3, 4, 5, 7, 8, 9, 100, 1000, 65_537] as [Int64])
  func `The end is found, wherever it is and however much follows`(_ count: Int64) {
    for after in [0, 1, 2, 1_000_000_000] as [Int64] {
      let found = find(base: 17, count: count, lastStableOffset: 17 + count + after)
      #expect(found.end == 17 + count, "with \(after) records behind it")
    }
  }

  @Test func `A small batch in front of much is found with few questions`() {
    #expect(find(base: 0, count: 1, lastStableOffset: 1 << 40).questions == 1)
    #expect(find(base: 0, count: 100, lastStableOffset: 1 << 40).questions <= 14)
    #expect(find(base: 0, count: 10_000, lastStableOffset: 1 << 40).questions <= 28)
  }

  @Test func `A batch of one record at the end needs no question`() {
    #expect(find(base: 5, count: 1, lastStableOffset: 6).questions == 0)
    #expect(find(base: 5, count: 1, lastStableOffset: 5).end == 6)
  }

  @Test func `An answer after the end is known changes nothing`() {
    var search = BatchEndSearch(base: 5, lastStableOffset: 6)
    search.answered(isInside: true)
    #expect(search.end == 6)
  }
}
