/// Why a worker ended, and what it answered.
///
/// A lane's thread may still be in a call of librdkafka's that does not return: the process should end by `_exit`, so that no
/// exit handler runs beside it.
public struct WorkerOutcome: Sendable {
  public let reason: StopReason
  public let counts: CommandCounts
}
