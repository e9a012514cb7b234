import Dispatch
import HTTPServer
import Platform
import Settings
import Synchronization
import Telemetry

/// The HTTP port of a worker: opened at once, or as soon as its address is free, while the lanes run already.
final class HTTPPort: Sendable {
  private struct State: ~Copyable {
    var server: HTTPServer?
    var failure: ListenError?
    var isClosed = false
  }

  private let address: ListenAddress
  /// Whether the worker ends when it cannot have the address; otherwise it goes on without.
  private let isRequired: Bool
  private let log: EventLog
  private let answer: @Sendable (String) -> HTTPResponse
  private let publish: @Sendable (String) -> Void
  private let state = Mutex(State())
  private let wake = DispatchSemaphore(value: 0)

  private static let pauseMilliseconds = 1000

  /// - Parameters:
  ///   - isRequired: whether the worker must not run without its port: the address was set by its user.
  ///   - publish: takes the address once it is listened on, or why it is not.
  ///   - answer: gives the answer to a request for a path.
  init(
    _ address: ListenAddress, isRequired: Bool, log: EventLog, publish: @escaping @Sendable (String) -> Void,
    answer: @escaping @Sendable (_ path: String) -> HTTPResponse
  ) {
    self.address = address
    self.isRequired = isRequired
    self.log = log
    self.publish = publish
    self.answer = answer
  }

  /// The error for which the worker has to end; nil when there is none.
  var failure: ListenError? { state.withLock { $0.failure } }

  /// Opens the port, or goes on trying on a thread of its own.
  ///
  /// - Parameters:
  ///   - seconds: for how long; 0 is forever.
  ///   - stop: is requested when the time is over and the port is required.
  /// - Throws: the error of an address that no other try will get.
  func open(forSeconds seconds: Int, stop: StopSignal) throws(ListenError) {
    guard let error = tryToOpen() else { return }
    if error.isPermanent, isRequired { throw error }
    log.emit(HTTPDelayed(address: error.address, reason: error.reason))
    publish("\(error)")
    let deadline = seconds == 0 ? nil : MonotonicClock.milliseconds() + Int64(seconds) * 1000
    do throws(ThreadError) {
      try WorkerThread.start(named: "http-retry") { [self] in retry(until: deadline, error, stop) }
    } catch {
      giveUp(ListenError(address: address.description, code: error.code), stop)
    }
  }

  /// Ends the port's connections and its thread.
  func close() {
    state.withLock { state in
      state.isClosed = true
      state.server = nil
    }
    wake.signal()
  }

  private func retry(until deadline: Int64?, _ first: ListenError, _ stop: StopSignal) {
    var last = first
    while deadline.map({ MonotonicClock.milliseconds() < $0 }) ?? true {
      if wake.wait(timeout: .now() + .milliseconds(Self.pauseMilliseconds)) == .success { return }
      guard let error = tryToOpen() else { return }
      last = error
    }
    giveUp(last, stop)
  }

  /// The error, when the address is not to be had now.
  private func tryToOpen() -> ListenError? {
    do throws(ListenError) {
      var server: HTTPServer? = try Self.serve(on: address, log: log, answer: answer)
      let name = server?.address ?? ""
      let isKept = state.withLock { state in
        if !state.isClosed { state.server = server.take() }
        return !state.isClosed
      }
      if isKept {
        log.emit(HTTPListening(address: name))
        publish(name)
      }
      return nil
    } catch {
      return error
    }
  }

  /// A server on an address, once.
  static func serve(
    on address: ListenAddress, log: EventLog, answer: @escaping @Sendable (_ path: String) -> HTTPResponse
  ) throws(ListenError) -> HTTPServer {
    try HTTPServer(
      on: ListeningSocket(host: address.host, port: address.port),
      report: { report in
        log.emit(HTTPTrouble(problem: report.message, isFatal: report.isFatal))
        if report.isFatal { log.flush() }
      }, answer: answer)
  }

  private func giveUp(_ error: ListenError, _ stop: StopSignal) {
    log.emit(HTTPGivenUp(address: error.address, reason: error.reason, isEnd: isRequired))
    publish("off: \(error)")
    guard isRequired else { return }
    state.withLock { $0.failure = error }
    stop.request()
  }
}
