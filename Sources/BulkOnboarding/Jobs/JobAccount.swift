/// What became of a file's rows.
///
/// rows = blank + unreadable + sent + unsent; sent = accepted + rejected + unprocessed.
package struct JobAccount: Codable, Sendable, Equatable {
  package var rows = 0
  package var blank = 0
  package var unreadable = 0
  package var sent = 0
  package var accepted = 0
  package var rejected = 0
  /// The number of sent rows that will never have a result, by `UnprocessedReason`.
  package var unprocessed: [String: Int] = [:]
  /// The number of rows whose key stood before in the file: several such rows are one customer. Nil where nobody counted.
  package var repeatedKeys: Int?
  /// The number of results at the job's offsets that name no row.
  package var unnamed = 0
  /// The number of rows with an accepted and a rejected result, which is a fault of the worker's.
  package var contradictions = 0
  /// The number of rejected rows by their first error's code.
  package var rejectedByCode: [String: Int] = [:]
  /// The number of rejected rows that have the code among their errors.
  package var errorsByCode: [String: Int] = [:]

  package init() {}

  /// What is known of a job before its results are read.
  package init(_ job: Job) {
    rows = job.opened.file.rows
    blank = job.position.blank
    unreadable = job.position.unreadable
    sent = job.position.sent
    repeatedKeys = job.opened.file.repeatedKeys
  }

  package var unsent: Int { rows - blank - unreadable - sent }
  /// The number of sent rows without a result.
  package var unprocessedCount: Int { sent - accepted - rejected }
  /// The number of sent rows that may still get one.
  package var waiting: Int { unprocessedCount - unprocessed.values.reduce(0, +) }
}
