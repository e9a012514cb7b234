/// Writes the result files of a job from its results in the order of rows.
package struct JobResultFiles {
  private let input: ImportInput
  private let folder: ResultFolder

  package init(_ input: ImportInput, _ folder: ResultFolder) {
    self.input = input
    self.folder = folder
  }

  /// - Returns: the account as it was written.
  package func write(
    _ job: Job, _ done: JobDone, _ answers: AnswerMerge
  ) throws(ResultFilesError) -> Account {
    var account = Account(job: job.name.text, state: done.state == .cancelled ? .cancelled : .done)
    account.unnamed = done.account.unnamed
    account.contradictions = done.account.contradictions
    account.repeatedKeys = done.account.repeatedKeys
    let topic = job.opened.commands.name
    let reason = done.account.unprocessed.keys.compactMap { UnprocessedReason(rawValue: $0) }.first
    let last = job.position.row
    let sequence = AnswerSequence(answers)
    return try ResultFiles(folder, input.plan, limits: input.limits).write(input.file, account: account) {
      row throws(ResultFilesError) in
      switch try sequence.content(of: row) {
      case .accepted(let id, let position): .accepted(customerID: id, position: position.json(topic: topic))
      case .rejected(let problem): .rejected(unsafe RejectedRow(problem: problem.span.bytes))
      case nil: row > last ? .unsent : reason.map { .unprocessed($0) } ?? .waiting
      }
    }
  }
}

/// Results asked for row by row, in ascending order.
private final class AnswerSequence {
  private var answers: AnswerMerge
  private var next: SpilledAnswer?
  private var hasBegun = false

  enum Content {
    case accepted(String, CommandPosition)
    case rejected([UInt8])
  }

  init(_ answers: AnswerMerge) { self.answers = answers }

  func content(of row: Int) throws(ResultFilesError) -> Content? {
    do throws(SpillError) {
      if !hasBegun { next = try answers.next() }
      hasBegun = true
      while let found = next, found.row < row { next = try answers.next() }
      guard let found = next, found.row == row else { return nil }
      next = try answers.next()
      return switch found.content {
      case .accepted(let id): .accepted(String(decoding: id, as: UTF8.self), found.position)
      case .rejected(let problem): .rejected(problem)
      }
    } catch {
      throw .cannotWrite("the results kept on the disk", reason: error.description)
    }
  }
}

extension CommandPosition {
  /// The position as results have it.
  func json(topic: String) -> [UInt8] {
    var bytes = Array(#"{"topic":""#.utf8)
    // A topic's name has no character that JSON escapes.
    bytes += topic.utf8
    bytes +=
      "\",\"partition\":\(partition),\"offset\":\(offset),\"timestamp\":\(timestamp.map { "\($0)" } ?? "null")}".utf8
    return bytes
  }
}

extension ResultFolder {
  /// Makes an empty file without a name in the folder.
  package func makeSpill() throws(ImportFileError) -> SpillFile { SpillFile(try UnnamedFile.make(in: path)) }
}
