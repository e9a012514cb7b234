/// How the process ends: the codes of `sysexits.h` that scripts and supervisors decide on.
public enum ExitCode: Int32, Sendable {
  case success = 0
  /// `health`: the worker is not ready, or nothing answers. Container engines keep 2 to themselves.
  case notReady = 1
  /// `EX_USAGE`: the command line is wrong.
  case usage = 64
  /// `EX_DATAERR`: the input was read, and some of it is rejected.
  case badData = 65
  /// `EX_NOINPUT`: an input file cannot be read.
  case noInput = 66
  /// `EX_UNAVAILABLE`: no broker was reached in time.
  case unavailable = 69
  /// `EX_SOFTWARE`: a fault of this program.
  case software = 70
  /// `EX_TEMPFAIL`: the same command may succeed when it is started again.
  case temporaryFailure = 75
  /// `EX_CONFIG`: the settings, a topic, a password or a right is wrong.
  case settings = 78
}
