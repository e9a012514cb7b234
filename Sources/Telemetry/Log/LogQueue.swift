internal import Dispatch
internal import Glibc
internal import Platform
internal import Synchronization

/// The lines of a log on their way to a file descriptor. A thread of its own writes them, so that nobody else waits for
/// a reader that is stuck.
///
/// A line goes out as a whole before the next one begins. Lines that do not fit into the queue are dropped, and a line
/// says how many they were; what the descriptor refuses is lost.
final class LogQueue: Sendable {
  /// The bytes of waiting lines, at most.
  static let bytesMaximum = 1 << 20

  private struct State {
    var lines: [[UInt8]] = []
    /// The index of the first line that waits.
    var next = 0
    var bytes = 0
    var dropped = 0
    var repetitions = Repetitions()
    var hasThread = false
    var isClosed = false
    /// Each is signalled when nothing waits any more.
    var flushes: [DispatchSemaphore] = []
  }

  private let format: LogFormat
  private let descriptor: Int32
  private let state = Mutex(State())
  private let wake = DispatchSemaphore(value: 0)

  init(format: LogFormat, descriptor: Int32) {
    self.format = format
    self.descriptor = descriptor
  }

  /// Appends the line of an event, or counts the event where it repeats; never blocks.
  func append(_ event: some Event) {
    let now = MonotonicClock.milliseconds()
    let isWaiting = state.withLock { state in
      guard let count = state.repetitions.admit(event, at: now) else { return false }
      let line = line(event, count)
      guard state.bytes + line.count <= Self.bytesMaximum, startThread(&state) else {
        state.dropped += 1
        return false
      }
      if state.dropped > 0 { append(self.line(LogLinesDropped(count: state.dropped), 1), to: &state) }
      state.dropped = 0
      append(line, to: &state)
      return true
    }
    if isWaiting { wake.signal() }
  }

  /// Waits until every line is written, the counts of repeated events too, at most for as long; says whether they are.
  func flush(withinMilliseconds milliseconds: Int) -> Bool {
    let flushed = DispatchSemaphore(value: 0)
    let isWaiting = state.withLock { state in
      if state.hasThread { state.flushes.append(flushed) }
      return state.hasThread
    }
    guard isWaiting else { return true }
    wake.signal()
    return flushed.wait(timeout: .now() + .milliseconds(milliseconds)) == .success
  }

  /// Lets the thread end once every line is written.
  func close() {
    state.withLock { $0.isClosed = true }
    wake.signal()
  }

  private func line<E: Event>(_ event: E, _ count: Int) -> [UInt8] {
    let time = UTCTimestamp(milliseconds: RealTimeClock.milliseconds())
    return Array(LogLine(event, count: count, format: format, time: time).text.utf8) + [UInt8(ascii: "\n")]
  }

  private func append(_ line: [UInt8], to state: inout State) {
    state.lines.append(line)
    state.bytes += line.count
  }

  private func startThread(_ state: inout State) -> Bool {
    if state.hasThread { return true }
    do throws(ThreadError) {
      try WorkerThread.start(named: "log") { [self] in run() }
      state.hasThread = true
    } catch {
      // The next event tries again.
    }
    return state.hasThread
  }

  // MARK: The thread

  private func run() {
    while true {
      let (line, pause, isEnd) = state.withLock { state in take(from: &state) }
      if let line {
        write(line)
      } else if isEnd {
        return
      } else {
        _ = wake.wait(timeout: .now() + .milliseconds(Int(pause)))
      }
    }
  }

  /// The next line, or how long to wait for one; `isEnd` when there will be none.
  private func take(from state: inout State) -> (line: [UInt8]?, pauseMilliseconds: Int64, isEnd: Bool) {
    let now = MonotonicClock.milliseconds()
    if state.next == state.lines.count { appendDue(to: &state, at: now) }
    if state.next < state.lines.count {
      return (takeFirst(from: &state), 0, false)
    }
    for flush in state.flushes { flush.signal() }
    state.flushes.removeAll()
    let due = state.repetitions.nextDue ?? now + Repetitions.intervalMilliseconds
    return (nil, min(Repetitions.intervalMilliseconds, max(1, due - now)), state.isClosed)
  }

  private func takeFirst(from state: inout State) -> [UInt8] {
    let line = state.lines[state.next]
    state.bytes -= line.count
    state.next += 1
    // A reader that is only slow may never let the queue be empty.
    if 2 * state.next >= state.lines.count {
      state.lines.removeFirst(state.next)
      state.next = 0
    }
    return line
  }

  /// Appends what is known only now: how many lines were dropped, and how often events have repeated.
  private func appendDue(to state: inout State, at now: Int64) {
    if state.dropped > 0 { append(line(LogLinesDropped(count: state.dropped), 1), to: &state) }
    state.dropped = 0
    let isLast = state.isClosed || !state.flushes.isEmpty
    for (event, count) in state.repetitions.takeDue(at: isLast ? nil : now) { append(line(event, count), to: &state) }
  }

  private func write(_ line: [UInt8]) {
    var written = 0
    while written < line.count {
      let count = unsafe line.withUnsafeBytes { bytes in
        unsafe Glibc.write(descriptor, bytes.baseAddress! + written, bytes.count - written)
      }
      if count >= 0 {
        written += count
      } else if errno == EAGAIN {
        // Another process has made the descriptor one that does not wait.
        var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        unsafe poll(&request, 1, -1)
      } else if errno != EINTR {
        return
      }
    }
  }
}
