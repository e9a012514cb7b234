internal import Dispatch
internal import Synchronization

/// Asks the worker to stop, from any thread, once and for all.
public final class StopSignal: Sendable {
  private let requested = Atomic(false)
  private let wake = DispatchSemaphore(value: 0)

  public init() {}

  public var isRequested: Bool { requested.load(ordering: .acquiring) }

  public func request() {
    requested.store(true, ordering: .releasing)
    wake.signal()
  }

  /// Waits for a request or a call of `notify`.
  func wait(milliseconds: Int64) {
    _ = wake.wait(timeout: .now() + .milliseconds(Int(milliseconds)))
  }

  /// Ends one wait.
  func notify() {
    wake.signal()
  }
}
