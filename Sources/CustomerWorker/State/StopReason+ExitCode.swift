public import Platform

extension StopReason {
  /// The code with which the process ends for this reason.
  public var exitCode: ExitCode {
    switch self {
    case .drained: .success
    case .misconfigured: .settings
    case .unavailable: .unavailable
    case .commandsLost: .badData
    case .temporaryFailure: .temporaryFailure
    }
  }
}
