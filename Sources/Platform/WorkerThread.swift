internal import Cglibc
internal import Glibc

/// A thread of its own for work that blocks in C calls; never one of the cooperative pool's.
public enum WorkerThread {
  private final class Body {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  /// Starts a detached thread, named as `top -H` and `gdb` show it (15 characters at most).
  ///
  /// The body never runs on the calling thread: when no thread can be made, nothing of it is run.
  public static func start(named name: String, _ run: @escaping @Sendable () -> Void) throws(ThreadError) {
    let body = unsafe Unmanaged.passRetained(
      Body {
        unsafe nameThread(String(name.prefix(15)))
        run()
      })
    var thread = pthread_t()
    let code = unsafe pthread_create(
      &thread, nil,
      { argument in
        guard let argument = unsafe argument else { return nil }
        unsafe Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
        return nil
      }, body.toOpaque())
    guard code == 0 else {
      unsafe body.release()
      throw ThreadError(name: name, code: code)
    }
    pthread_detach(thread)
  }
}
