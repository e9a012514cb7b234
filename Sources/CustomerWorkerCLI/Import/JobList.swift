import BulkOnboarding
import FoundationEssentials
import Platform

/// The jobs of the jobs topic, the newest one last.
struct JobList {
  let jobs: [Job]

  init(_ jobs: [Job]) { self.jobs = jobs }

  var text: String {
    if jobs.isEmpty { return "No job yet. Begin one with `customer-worker import FILE`.\n" }
    let header = ["JOB", "STATE", "SENT", "ACCEPTED", "REJECTED", "FILE"]
    let rows = jobs.map { job in
      [
        job.name.text, job.stateText, "\(job.position.sent.grouped) of \(job.opened.file.rows.grouped)",
        job.done.map { $0.account.accepted.grouped } ?? "", job.done.map { $0.account.rejected.grouped } ?? "",
        job.opened.file.name.printable(),
      ]
    }
    return TextTable(rows: [header] + rows, rightAligned: [2, 3, 4]).text
  }

  /// One JSON object a line.
  var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return jobs.map { job in
      let line = Line(
        job: job.name.text, state: job.stateText, file: job.opened.file.name, rows: job.opened.file.rows,
        sent: job.position.sent, accepted: job.done?.account.accepted, rejected: job.done?.account.rejected,
        openedAt: UTCTimestamp(milliseconds: job.opened.run.startedAt).description, host: job.run.host)
      return ((try? encoder.encode(line)).map { String(decoding: $0, as: UTF8.self) } ?? "") + "\n"
    }.joined()
  }

  private struct Line: Encodable {
    let job: String
    let state: String
    let file: String
    let rows: Int
    let sent: Int
    let accepted: Int?
    let rejected: Int?
    let openedAt: String
    let host: String
  }
}

extension Job {
  /// The word for the job's state in the list.
  var stateText: String {
    switch done?.state {
    case .finished: "done"
    case .cancelled: "cancelled"
    case nil: isSent ? "waiting" : "sending"
    }
  }
}
