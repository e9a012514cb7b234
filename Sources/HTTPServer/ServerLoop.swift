internal import Cmicrohttpd
internal import Dispatch
internal import Glibc
internal import Platform
internal import Synchronization

/// The thread of a server: it waits for its sockets, lets libmicrohttpd read and write, and closes what takes too long.
///
/// Everything but `stop` runs on that thread.
final class ServerLoop: Sendable {
  let report: @Sendable (ServerReport) -> Void
  let answer: @Sendable (_ path: String) -> HTTPResponse
  /// Never contended: the server's thread alone uses it.
  let connections: Mutex<ConnectionTable>
  private let isStopped = Atomic(false)
  /// The two ends of a pipe; what is written to it ends the thread's wait.
  private let wakeup: (reading: Int32, writing: Int32)
  private let ended = DispatchSemaphore(value: 0)

  init(
    connectionsMaximum: Int, report: @escaping @Sendable (ServerReport) -> Void,
    answer: @escaping @Sendable (_ path: String) -> HTTPResponse
  ) {
    self.report = report
    self.answer = answer
    connections = Mutex(ConnectionTable(maximum: connectionsMaximum))
    var ends: [Int32] = [-1, -1]
    unsafe pipe(&ends)
    wakeup = (ends[0], ends[1])
  }

  deinit {
    close(wakeup.reading)
    close(wakeup.writing)
  }

  /// Starts the daemon and the thread; returns 0, or the value of `errno`.
  ///
  /// - Parameter socket: belongs to the daemon from here on, which may have closed it when it could not start.
  func start(on socket: Int32, connectionsMaximum: Int, connectionBytesMaximum: Int) -> Int32 {
    // Without its pipe the thread could not be ended.
    guard wakeup.reading >= 0 else {
      close(socket)
      return EMFILE
    }
    // The thread keeps this object until the daemon, and with it every callback, has ended.
    let context = unsafe Unmanaged.passUnretained(self).toOpaque()
    let started = unsafe startDaemon(
      socket, UInt32(connectionsMaximum), connectionBytesMaximum, context, Self.log, Self.connectionChanged,
      Self.requestRead, Self.requestEnded)
    guard let started = unsafe started else { return errno == 0 ? ENOMEM : errno }
    // Never released: the library keeps it as long as the process lives.
    unsafe MHD_set_panic_func(Self.panic, Unmanaged.passRetained(FaultReporter(report)).toOpaque())
    // Safe: from here on only the thread uses it.
    nonisolated(unsafe) let daemon = unsafe started
    do throws(ThreadError) {
      try WorkerThread.start(named: "http") { [self] in
        unsafe serve(daemon)
        unsafe MHD_stop_daemon(daemon)
        ended.signal()
      }
      return 0
    } catch {
      unsafe MHD_stop_daemon(daemon)
      return error.code
    }
  }

  /// Ends every connection and the thread, and waits for it.
  func stop() {
    isStopped.store(true, ordering: .releasing)
    unsafe write(wakeup.writing, "!", 1)
    ended.wait()
  }

  private func serve(_ daemon: OpaquePointer) {
    var waited = unsafe [
      pollfd(fd: pollingDescriptor(daemon), events: Int16(POLLIN), revents: 0),
      pollfd(fd: wakeup.reading, events: Int16(POLLIN), revents: 0),
    ]
    /// How often to go on without a wait.
    var turns = 0
    while true {
      unsafe poll(&waited, nfds_t(waited.count), turns > 0 ? 0 : timeoutMilliseconds(of: daemon))
      if isStopped.load(ordering: .acquiring) { return }
      unsafe MHD_run(daemon)
      turns = max(0, turns - 1)
      for socket in connections.withLock({ $0.takeExpired(at: MonotonicClock.milliseconds()) }) {
        // The library closes it when it reads the end of the stream. When all connections were in use, it listens for new
        // ones again only in the turn after that.
        shutdown(socket, Int32(SHUT_RDWR))
        turns = 2
      }
    }
  }

  /// How long the thread may wait for its sockets; -1 for however long it takes.
  private func timeoutMilliseconds(of daemon: OpaquePointer) -> Int32 {
    var own: Int64?
    if let deadline = connections.withLock({ $0.nextDeadline }) {
      own = max(0, deadline - MonotonicClock.milliseconds())
    }
    var librarys: UInt64 = 0
    if unsafe MHD_get_timeout(daemon, &librarys) == .YES { own = min(own ?? .max, Int64(clamping: librarys)) }
    return own.map { Int32(clamping: $0) } ?? -1
  }
}
