/// Why a worker ended, and what it answered.
public struct WorkerOutcome: Sendable {
  public let reason: StopReason
  public let counts: CommandCounts
  /// Whether every lane has ended and destroyed its clients, and the thread that keeps the status has ended.
  ///
  /// Otherwise a thread may still be in a call of librdkafka's or OpenSSL's: the process should end by `_exit`, so that
  /// nothing is torn down under it.
  public internal(set) var areThreadsGone: Bool
}
