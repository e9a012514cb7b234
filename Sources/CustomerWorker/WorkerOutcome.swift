/// Why a worker ended, and what it answered.
public struct WorkerOutcome: Sendable {
  public let reason: StopReason
  public let counts: CommandCounts
  /// Whether every lane has ended and destroyed its clients.
  ///
  /// Otherwise a lane's thread may still be in a call of librdkafka's: the process should end by `_exit`, so that no
  /// destructor runs under it.
  public let areLanesGone: Bool
}
