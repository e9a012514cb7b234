import SeededRandomness

@testable import BulkOnboarding

/// A file of numbered rows, some of which are blank or unreadable.
struct ModelFile {
  /// The model's rows are made by the model.
  static let plan = ImportPlan(
    layout: FileLayout(format: .ndjson, delimiter: 0, prefixBytes: 0), columns: nil, keyMember: nil, encodingVersion: 1)

  let digest: String
  private let isSendable: [Bool]

  init(rows: Int, digest: String, _ generator: inout SeededGenerator) {
    self.digest = digest
    isSendable = (0..<rows).map { _ in !generator.oneIn(8) }
  }

  var summary: JobFile {
    JobFile(
      name: "customers.csv", bytes: isSendable.count * 10, digest: digest, rows: isSendable.count,
      lastRow: isSendable.count)
  }

  /// The rows that are sent, from 1.
  var sendable: [Int] { (1...max(1, isSendable.count)).filter { $0 <= isSendable.count && isSendable[$0 - 1] } }

  /// The next rows behind a position.
  func read(from position: SentPosition, atMost: Int) -> (rows: [Int], position: SentPosition, isAtEnd: Bool) {
    var rows: [Int] = []
    var row = position.row
    while rows.count < atMost, row < isSendable.count {
      row += 1
      if isSendable[row - 1] { rows.append(row) }
    }
    let position = SentPosition(
      row: row, sent: position.sent + rows.count, blank: row - position.sent - rows.count, unreadable: 0,
      byteOffset: row * 10, digest: "prefix \(row)")
    return (rows, position, row == isSendable.count)
  }
}
