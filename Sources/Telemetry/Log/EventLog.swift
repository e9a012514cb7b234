internal import Glibc

/// Writes events as lines on standard error.
///
/// No caller waits for a reader: lines wait in a queue, and are dropped and counted when it is full.
public struct EventLog: Sendable {
  public let level: LogLevel
  /// The form of the lines; never `auto`.
  public let format: LogFormat
  private let handle: Handle

  /// Ends the queue's thread with the last copy of the log.
  private final class Handle: Sendable {
    let queue: LogQueue

    init(_ queue: LogQueue) { self.queue = queue }

    deinit { queue.close() }
  }

  /// - Parameter descriptor: stays the caller's, who flushes the log before it is closed.
  public init(level: LogLevel, format: LogFormat, descriptor: Int32 = 2) {
    self.level = level
    self.format = format == .auto ? isatty(descriptor) == 1 ? .text : .json : format
    handle = Handle(LogQueue(format: self.format, descriptor: descriptor))
  }

  /// Writes an event soon, or counts it where it repeats; never blocks.
  public func emit(_ event: some Event) {
    if event.level >= level { handle.queue.append(event) }
  }

  /// Waits until every line is written, at most for as long; says whether they are.
  ///
  /// Call it before the process ends or something else is written to the same descriptor.
  @discardableResult public func flush(withinMilliseconds milliseconds: Int = 1000) -> Bool {
    handle.queue.flush(withinMilliseconds: milliseconds)
  }
}
