/// The result of a row, as it is kept on the disk until all rows have theirs.
package struct SpilledAnswer: Sendable, Equatable {
  package var row: Int
  package var position: CommandPosition
  package var content: Content

  package enum Content: Sendable, Equatable {
    case accepted(customerID: [UInt8])
    /// Problem details without the command: one JSON object.
    case rejected(problem: [UInt8])
  }
}
