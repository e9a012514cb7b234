internal import Cglibc
internal import Glibc

/// A thread of its own for work that blocks in C calls; never one of the cooperative pool's.
public enum WorkerThread {
  private final class Body {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  /// The system makes no thread; a limit of the process or of its container is reached.
  public struct StartError: Error, CustomStringConvertible {
    public let name: String
    public let reason: String

    public var description: String {
      "the thread \(name) cannot be made: \(reason); allow the process more threads"
    }
  }

  /// Starts a detached thread, named as `top -H` and `gdb` show it (15 characters at most).
  public static func start(named name: String, _ run: @escaping @Sendable () -> Void) throws(StartError) {
    let body = unsafe Unmanaged.passRetained(
      Body {
        unsafe nameThread(String(name.prefix(15)))
        run()
      })
    var thread = pthread_t()
    let failure = unsafe pthread_create(
      &thread, nil,
      { argument in
        guard let argument = unsafe argument else { return nil }
        unsafe Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
        return nil
      }, body.toOpaque())
    guard failure == 0 else {
      unsafe body.release()
      throw StartError(name: name, reason: unsafe String(cString: strerror(failure)))
    }
    pthread_detach(thread)
  }
}
