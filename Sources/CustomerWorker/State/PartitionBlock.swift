/// What is being done about a partition that the group's consumer cannot read on its own.
package enum PartitionBlock: Equatable, Sendable {
  /// The side consumer reads it, or will when its turn comes.
  case aside(AsideStage)
  /// A batch failed its checksum: the partition is read again from its next offset when the wait is over.
  case corrupt(retryAt: Int64)
  /// Held until somebody changes the settings or the topic; the partition's next offset is that of the trouble.
  case held
}

/// How far the side consumer is with a partition.
package enum AsideStage: Equatable, Sendable {
  /// The side consumer must be set to the partition's next offset.
  case starting
  /// The side consumer delivers records; how many since it was set.
  case reading(records: Int)
  /// The side consumer cannot decompress the batch at this offset either: the batch's end must be found out.
  case measuring(base: Int64)
  case searching(BatchEndSearch)
  /// Every offset from the partition's next one to before `end` gets a result without a command.
  case rejecting(end: Int64)
  /// The group's consumer goes on from the partition's next offset.
  case finished
}

/// What a poll of the side consumer brought, beside records.
enum AsideOutcome: Equatable, Sendable {
  case nothing
  /// There is no committed record at this offset or after it.
  case end(offset: Int64)
  case undecodable(base: Int64)
  case corrupt(base: Int64)
  case failed

  /// The offset up to which there is nothing more to read, unless the partition is already past it.
  var offset: Int64? {
    switch self {
    case .end(let offset), .undecodable(let offset), .corrupt(let offset): offset
    case .nothing, .failed: nil
    }
  }
}
