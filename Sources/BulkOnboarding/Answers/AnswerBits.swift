/// What is known of each row's result: two bits a row.
package struct AnswerBits: Sendable {
  package enum Verdict: UInt8, Sendable {
    case none = 0
    case accepted = 1
    case rejected = 2
    /// Both were there, which is a fault of whoever has decided; the first one counts.
    case both = 3
  }

  private var bytes: [UInt8]
  private let rows: Int

  /// - Parameter rows: the number of the last row; rows count from 1.
  package init(rows: Int) {
    self.rows = rows
    bytes = [UInt8](repeating: 0, count: rows / 4 + 1)
  }

  package subscript(row: Int) -> Verdict {
    guard row >= 0, row <= rows else { return .none }
    return Verdict(rawValue: (bytes[row >> 2] >> shift(row)) & 3) ?? .none
  }

  package mutating func set(_ row: Int, _ verdict: Verdict) {
    precondition(row >= 0 && row <= rows, "the row is one of the file's")
    bytes[row >> 2] = bytes[row >> 2] & ~(3 << shift(row)) | verdict.rawValue << shift(row)
  }

  private func shift(_ row: Int) -> UInt8 { UInt8(row & 3) * 2 }
}
