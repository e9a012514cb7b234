internal import Glibc

/// The system did not make a thread.
public struct ThreadError: Error, Equatable, CustomStringConvertible {
  public let name: String
  /// The value of `errno`.
  public let code: Int32

  public var description: String {
    let reason = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
    return "the thread \(name) cannot be started (\(reason)); raise the limit of threads, or set fewer lanes"
  }
}
