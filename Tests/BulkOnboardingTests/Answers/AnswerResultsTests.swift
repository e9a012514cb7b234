import Testing

@testable import BulkOnboarding

@Suite struct AnswerResultsTests {
  @Test func `The reason for missing results is the same however often the account is made`() throws {
    let name = try #require(JobName("job"))
    let position = SentPosition(row: 4, sent: 3, blank: 0, unreadable: 0, byteOffset: 9, digest: "p")
    let job = Job(
      name: name, opened: .sample, openedOffset: 0,
      progress: JobProgress(run: JobOpened.sample.run, position: position, lastOffsets: [2, 0], isComplete: true))
    let book = AnswerBook(job: name, rows: 4, topic: "commands", spill: nil)
    let results = AnswerResults(book, reasonForMissing: .deleted)
    for _ in 0..<2 { #expect(results.account(of: job).unprocessed == ["deleted": 3]) }
  }
}
