/// The results of a job's rows, as they are read: each row once, with what is kept of it.
///
/// It is used on one thread.
final class AnswerBook {
  private(set) var bits: AnswerBits
  private(set) var accepted = 0
  private(set) var rejected = 0
  /// The number of results whose command is at the job's offsets and that name no row of it.
  private(set) var unnamed = 0
  private(set) var contradictions = 0
  private(set) var rejectedByCode: [String: Int] = [:]
  private(set) var errorsByCode: [String: Int] = [:]
  let spill: AnswerSpill?
  private let correlation: RowCorrelation
  private let topic: [UInt8]
  private let rows: Int

  /// - Parameters:
  ///   - rows: the number of the file's last row.
  ///   - topic: the command topic.
  ///   - spill: nil where only the account is wanted.
  init(job: JobName, rows: Int, topic: String, spill: AnswerSpill?) {
    bits = AnswerBits(rows: rows)
    correlation = RowCorrelation(job)
    self.topic = Array(topic.utf8)
    self.rows = rows
    self.spill = spill
  }

  var answered: Int { accepted + rejected }

  /// The command's position of a result that may be this job's; nil for any other.
  @unsafe func position(_ value: UnsafeRawBufferPointer, _ view: ResultView) -> CommandPosition? {
    guard let position = view.position, let range = view.topic, range.count == topic.count else { return nil }
    for index in topic.indices where unsafe value[range.lowerBound + index] != topic[index] { return nil }
    return position
  }

  /// What a result's correlation says.
  enum Correlation: Equatable {
    case missing
    /// Another job's, or nobody's.
    case foreign
    case row(Int)
  }

  /// Reads the correlation of a result's header.
  func correlation(_ header: RawSpan) -> Correlation {
    unsafe header.withUnsafeBytes { header in
      unsafe correlation.row(header, 0..<header.count).map { .row($0) } ?? .foreign
    }
  }

  /// Takes a result whose command is at the job's offsets.
  ///
  /// - Parameter lastRow: the last row that is sent.
  @unsafe func record(
    _ value: UnsafeRawBufferPointer, _ view: ResultView, _ position: CommandPosition,
    _ header: Correlation, lastRow: Int
  ) throws {
    var found = header
    if let range = view.correlation {
      found = unsafe correlation.row(value, range).map { .row($0) } ?? .foreign
    }
    let isAccepted = view.customerID != nil
    guard case .row(let row) = found else {
      // The worker knows nothing of a record that it cannot decompress but its position.
      if found == .missing, !isAccepted { unnamed += 1 }
      return
    }
    guard row <= min(rows, lastRow) else { return }
    let verdict: AnswerBits.Verdict = isAccepted ? .accepted : .rejected
    switch bits[row] {
    case .none: bits.set(row, verdict)
    case verdict, .both: return
    default:
      bits.set(row, .both)
      contradictions += 1
      return
    }
    if isAccepted {
      accepted += 1
      let customer = view.customerID ?? 0..<0
      try unsafe spill?.append(
        row: row, position, isAccepted: true, [UnsafeRawBufferPointer(rebasing: value[customer])])
    } else {
      rejected += 1
      if let errors = view.errors { unsafe countCodes(value, errors) }
      try unsafe spill?.append(row: row, position, isAccepted: false, Self.problem(value, view))
    }
  }

  /// The problem details without the command.
  @unsafe private static func problem(_ value: UnsafeRawBufferPointer, _ view: ResultView) -> [UnsafeRawBufferPointer] {
    guard let command = view.command else { return unsafe [UnsafeRawBufferPointer(rebasing: value[view.result])] }
    return unsafe [
      UnsafeRawBufferPointer(rebasing: value[view.result.lowerBound..<command.lowerBound]),
      UnsafeRawBufferPointer(rebasing: value[command.upperBound..<view.result.upperBound]),
    ]
  }

  @unsafe private func countCodes(_ value: UnsafeRawBufferPointer, _ errors: Range<Int>) {
    var elements = ResultMembers(errors)
    var counted: [String] = []
    while let element = unsafe elements.nextElement(value) {
      var members = ResultMembers(element)
      while let (name, code) = unsafe members.next(value) {
        guard unsafe ResultView.equal(value, name, "code"), code.count >= 2 else { continue }
        let text = unsafe String(
          decoding: UnsafeRawBufferPointer(rebasing: value[(code.lowerBound + 1)..<(code.upperBound - 1)]),
          as: UTF8.self)
        if counted.isEmpty { rejectedByCode[text, default: 0] += 1 }
        // Each code counts once a row.
        if !counted.contains(text) {
          counted.append(text)
          errorsByCode[text, default: 0] += 1
        }
        break
      }
    }
  }
}
