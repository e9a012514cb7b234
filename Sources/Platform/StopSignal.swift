internal import Dispatch
internal import Synchronization

/// A request to stop, made from any thread, once and for all.
public final class StopSignal: Sendable {
  private let requested = Atomic(false)
  private let wake = DispatchSemaphore(value: 0)

  public init() {}

  public var isRequested: Bool { requested.load(ordering: .acquiring) }

  public func request() {
    requested.store(true, ordering: .releasing)
    wake.signal()
  }

  /// Waits until a request or a call of `notify`, at most for as long.
  public func wait(milliseconds: Int64) {
    _ = wake.wait(timeout: .now() + .milliseconds(Int(milliseconds)))
  }

  /// Ends one wait.
  public func notify() {
    wake.signal()
  }
}
