import CustomerWorker
import Foundation
import Platform
import Testing

@testable import CustomerWorkerCLI

/// The worker and its Kafka in this process: some seconds each, most of them for the group's first rebalance.
@Suite struct DemoTests {
  @Test func `The account of sample commands adds up, and results of both kinds are shown`() throws {
    let run = try ProgramRun(["demo", "--count", "2500", "--seed", "4"], input: "")
    #expect(run.code == .success)
    #expect(run.errors == "")
    let account = try #require(run.lines.last).wholeMatch(
      of: /Account: 2,500 sent = ([0-9,]+) accepted \+ ([0-9,]+) rejected; [0-9,]+ records\/s/)
    let numbers = try #require(account).output
    let counts = [numbers.1, numbers.2].compactMap { Int($0.filter(\.isNumber)) }
    let samples = try ProgramRun(["sample", "--count", "2500", "--seed", "4"], input: "")
    let summary = try ProgramRun(["validate", "--output", "summary", "-"], input: samples.bytes)
    #expect(summary.lines.first == "2,500 lines: \(counts[0].grouped) accepted, \(counts[1].grouped) rejected")
    #expect(run.output.contains("\nAccepted, the first 3 of \(counts[0].grouped):\n"))
    #expect(run.output.contains("\nRejected, the first 3 of \(counts[1].grouped):\n"))
  }

  @Test func `The lines of a file are sent, and whatever they hold is shown readably`() throws {
    let folder = try TemporaryFolder()
    let large = #"{"legalName":"\#(String(repeating: "x", count: 950_000))","displayName":"X","customerType":"active"}"#
    let file = try folder.file(
      "commands",
      #"{"legalName":"\u001b[31mRed\u202e\n\u0000","displayName":"R","customerType":"active"}"# + "\n\n\(large)\n")
    let run = try ProgramRun(["demo", "--input", file, "--results-mode", "structured"], input: "")
    #expect(run.code == .success)
    let text = run.output.replacing(/127\.0\.0\.1:[0-9]+/, with: "HOST").replacing(/, a worker of .*/, with: "")
      .replacing(/[0-9a-f-]{36}/, with: "ID").replacing(/[0-9,]+ records/, with: "N records")
    #expect(
      text.replacing(/^Embedded.*\n/, with: "") == #"""

        Accepted:
          \u{1b}[31mRed\u{202e}\u{a}\u{0}
            active, active; customer ID
            command at partition 0, offset 0

        Rejected:
          400 The command is empty
            empty  the command is empty
            command at partition 1, offset 0
          400 The command or a part of it is too large
            too_large  the command must have no more than 900000 bytes
            command at partition 2, offset 0

        Account: 3 sent = 1 accepted + 2 rejected; N records/s

        """#)
  }

  @Test func `An input without lines has an account too`() throws {
    let run = try ProgramRun(["demo", "--input", "-"], input: "")
    #expect(run.code == .success)
    #expect(run.lines.last == "Account: 0 sent = 0 accepted + 0 rejected")
  }

  @Test func `A demo that keeps serving says where and ends when asked`() throws {
    let stop = StopSignal()
    let run = try ProgramRun(
      ["demo", "--count", "5", "--keep", "--http-listen", "127.0.0.1:0"], input: "", stop: stop
    ) { output in
      if output.contains("for a browser") { stop.request() }
    }
    #expect(run.code == .success)
    #expect(run.errors == "")
    let address = try #require(run.output.firstMatch(of: /Embedded Kafka on (127\.0\.0\.1:[0-9]+)/)?.output.1)
    #expect(run.output.contains("\nStill serving on \(address); end it with Ctrl-C."))
    #expect(run.output.contains("kcat -P -b \(address) -t customer.create.commands\n"))
    #expect(
      try #require(run.lines.last).wholeMatch(of: /What it does, for a browser: http:\/\/127\.0\.0\.1:[0-9]+\//) != nil)
  }

  @Test func `A CSV is imported, and with --keep Kafka and the worker go on after it`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.file("c.csv", "legalName,displayName,customerType\nA,a,active\nB,b,gold\n")
    let stop = StopSignal()
    let run = try ProgramRun(
      ["demo", "--input", file, "--keep", "--http-listen", "127.0.0.1:0"], input: "", stop: stop
    ) {
      output in
      if output.contains("for a browser") { stop.request() }
    }
    #expect(run.code == .badData)
    // This Kafka is gone when the process is: nothing can go on with the job.
    #expect(!run.errors.contains("To go on"))
    #expect(run.output.contains("\n  2  sent, of which\n  1    accepted\n  1    rejected\n"))
    let account = try #require(run.output.range(of: "account.json"))
    let invitation = try #require(run.output.range(of: "Still serving on "))
    #expect(account.lowerBound < invitation.lowerBound)
  }

  @Test func `A demo that is stopped before its account is whole says so`() throws {
    let stop = StopSignal()
    stop.request()
    let run = try ProgramRun(["demo"], input: "", stop: stop)
    #expect(run.code == .temporaryFailure)
    #expect(run.errors == "customer-worker: demo: ended before every command had its result: asked to stop\n")
  }

  @Test func `An input that cannot be read is named before anything is started`() throws {
    let run = try ProgramRun(["demo", "--input", "missing.ndjson"], input: "")
    #expect(run.code == .noInput)
    #expect(run.output == "")
    #expect(run.errors == "customer-worker: cannot read missing.ndjson: No such file or directory\n")
  }
}
