public import Platform

extension LaneEnd {
  /// The code with which the process ends for this reason.
  public var exitCode: ExitCode {
    switch self {
    case .drained: .success
    case .misconfigured: .settings
    case .unavailable: .unavailable
    case .commandsLost: .badData
    case .tryAgain: .temporaryFailure
    }
  }
}
