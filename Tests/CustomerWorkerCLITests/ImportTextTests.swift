import BulkOnboarding
import Platform
import Testing

@testable import CustomerWorkerCLI

@Suite struct ImportTextTests {
  @Test func `The account says what became of every row`() {
    var account = Account(job: "spring", state: .done)
    account.blank = 3
    account.accepted = 1_234_567
    account.rejected = 12
    account.unprocessed = [.deleted: 1]
    account.rejectedByCode = ["blank": 4, "required": 8]
    account.files = ["spring.account.json"]
    #expect(
      AccountText(account).text == """
        Job spring: done
          1,234,583  rows
                  3  blank
          1,234,580  sent, of which
          1,234,567    accepted
                 12    rejected
                  1    never answered: the command was deleted before a worker read it
        Rejected by their first error:
          8  required
          4  blank
        Files:
          spring.account.json

        """)
    #expect(account.exitCode == .temporaryFailure)
    account.unprocessed = [:]
    #expect(account.exitCode == .badData)
    account.rejected = 0
    #expect(account.exitCode == .success)
  }

  @Test func `Progress fits a line of 80 columns`() {
    let progress = ImportProgress(rows: 100_000_000, row: 0, sent: 12_345_678, answered: 12_245_678, isWaiting: false)
    let text = ImportReporter.text(progress, rate: 61_000)
    #expect(text == "sent 12,345,678 of 100,000,000 (12 %), results 12,245,678, 61,000/s")
    #expect(text.count < 80)
    let waiting = ImportProgress(rows: 10, row: 10, sent: 10, answered: 4, isWaiting: true)
    #expect(ImportReporter.text(waiting, rate: 7) == "all 10 sent, results 4, 7/s")
  }

  @Test func `A refusal names what is there and what to do`() throws {
    let job = try #require(JobName("spring"))
    #expect(
      ImportMessages.text(.noSuchJob, job) == """
        customer-worker: there is no job spring to resume
        Begin it with `customer-worker import --job spring FILE`, or list the jobs with `customer-worker job`.
        """)
    #expect(ImportMessages.text(.file, job) == nil)
  }

  @Test func `An empty list says how to begin`() {
    #expect(JobList([]).text == "No job yet. Begin one with `customer-worker import FILE`.\n")
    #expect(JobList([]).json == "")
  }
}
