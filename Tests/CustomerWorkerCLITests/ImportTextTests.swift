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
    account.repeatedKeys = 2
    account.contradictions = 1
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
                  2  rows whose key stood before: with the first of them one customer
                  1  rows both accepted and rejected, a fault of the workers: the first result counts
        Rejected by their first error:
          8  required
          4  blank
        Files:
          spring.account.json

        """)
    #expect(account.json.contains(#""repeatedKeys":2,"unnamed":0,"contradictions":1,"#))
    #expect(account.exitCode == .temporaryFailure)
    account.unprocessed = [:]
    #expect(account.exitCode == .badData)
    account.rejected = 0
    #expect(account.exitCode == .success)
  }

  @Test func `Progress fits a line of 80 columns`() {
    let progress = ImportProgress(
      rows: 100_000_000, row: 12_400_000, sent: 12_345_678, answered: 12_245_678, isWaiting: false)
    let text = ImportReporter.text(progress, rate: 61_000)
    #expect(text == "sent 12,345,678 of 100,000,000 (12 %), results 12,245,678, 61,000/s")
    #expect(text.count < 80)
    let waiting = ImportProgress(rows: 10, row: 10, sent: 10, answered: 4, isWaiting: true)
    #expect(ImportReporter.text(waiting, rate: 7) == "all 10 sent, results 4, 7/s")
    #expect(ImportReporter.text(waiting, rate: nil) == "all 10 sent, results 4")
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

  @Test func `A job that cannot be read is not one that is not there`() {
    let error = JobError(JobsTopicError.unreadableJob(.newer(version: 2)), topic: "jobs")
    #expect(
      error.text == """
        customer-worker: a record of the job cannot be read: its version is 2; use the program that wrote it, or a newer one
        Nothing was changed. To be rid of such a job, delete its records from jobs: a record with the same key and no value does.

        """)
    #expect(error.exitCode == .noInput)
  }

  @Test func `A call that does not come back is named, with the way on`() {
    #expect(
      ImportMessages.text("commit", seconds: 60, "customer-worker import --resume a c.csv") == """

        customer-worker: librdkafka has not come back from commit for 60 s (watchdog.seconds), and the import ends
        Go on with:
          customer-worker import --resume a c.csv

        """)
  }

  @Test func `An empty list says how to begin`() {
    #expect(JobList([]).text == "No job yet. Begin one with `customer-worker import FILE`.\n")
    #expect(JobList([]).json == "")
  }
}
