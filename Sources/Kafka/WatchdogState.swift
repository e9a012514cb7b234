internal import Glibc
internal import Synchronization

/// What a watchdog and its thread share.
final class WatchdogState: Sendable {
  /// A lane's call: when it began by the watchdog's clock, 0 for none, and where its name stands.
  private final class Slot: Sendable {
    let began = Atomic<Int64>(0)
    let name = Atomic<UInt>(0)
    let nameCount = Atomic<Int>(0)
  }

  /// The shortest wait that is told of.
  private static let stopMilliseconds: Int64 = 500

  let isStopped = Atomic<Bool>(false)
  private let slots: [Slot]
  private let boundMilliseconds: Int64
  private let tickMilliseconds: Int64
  private let onOverrun: @Sendable (Watchdog.Overrun) -> Void
  /// Milliseconds, from 1 on.
  private let clock = Atomic<Int64>(1)
  /// The thread's last wake-up, and the last long wait for one: its end and its length. In `Deadline`'s milliseconds.
  private let woke = Atomic<Int64>(Deadline.now() / 1_000_000)
  private let stopEnded = Atomic<Int64>(0)
  private let stopLength = Atomic<Int64>(0)

  init(slots: Int, boundMilliseconds: Int64, onOverrun: @escaping @Sendable (Watchdog.Overrun) -> Void) {
    self.slots = (0..<max(0, slots)).map { _ in Slot() }
    self.boundMilliseconds = boundMilliseconds
    tickMilliseconds = min(max(boundMilliseconds / 8, 1), 250)
    self.onOverrun = onOverrun
  }

  func enter(_ slot: Int, _ call: StaticString) {
    guard slots.indices.contains(slot), call.hasPointerRepresentation else { return }
    unsafe slots[slot].name.store(UInt(bitPattern: call.utf8Start), ordering: .relaxed)
    slots[slot].nameCount.store(call.utf8CodeUnitCount, ordering: .relaxed)
    slots[slot].began.store(clock.load(ordering: .relaxed), ordering: .releasing)
  }

  func leave(_ slot: Int) {
    guard slots.indices.contains(slot) else { return }
    slots[slot].began.store(0, ordering: .releasing)
  }

  func start() {
    var thread = pthread_t()
    let argument = unsafe Unmanaged.passRetained(self).toOpaque()
    let failure = withSignalsBlocked {
      unsafe pthread_create(
        &thread, nil,
        { argument in
          guard let argument = unsafe argument else { return nil }
          unsafe Unmanaged<WatchdogState>.fromOpaque(argument).takeRetainedValue().run()
          return nil
        }, argument)
    }
    if failure == 0 {
      pthread_detach(thread)
    } else {
      unsafe Unmanaged<WatchdogState>.fromOpaque(argument).release()
    }
  }

  private func run() {
    var last = Deadline.now()
    while !isStopped.load(ordering: .relaxed) {
      usleep(UInt32(tickMilliseconds * 1000))
      let now = Deadline.now()
      // A longer tick was a stopped process, not a stuck call.
      let elapsed = min((now - last) / 1_000_000, 2 * tickMilliseconds)
      noteStop(from: last / 1_000_000, to: now / 1_000_000)
      last = now
      let time = clock.wrappingAdd(elapsed, ordering: .relaxed).newValue
      if let overrun = findOverrun(at: time) {
        if !isStopped.load(ordering: .relaxed) { onOverrun(overrun) }
        return
      }
    }
  }

  private func noteStop(from last: Int64, to now: Int64) {
    // A busy machine's short waits shall not hide the long one before them.
    if now - last >= Self.stopMilliseconds {
      stopLength.store(now - last, ordering: .relaxed)
      stopEnded.store(now, ordering: .releasing)
    }
    woke.store(now, ordering: .releasing)
  }

  /// After a stop its caller may be awake before the watchdog's thread is.
  func wasStopped(_ milliseconds: Int64, _ window: Int64) -> Bool {
    let now = Deadline.now() / 1_000_000
    if now - woke.load(ordering: .acquiring) >= milliseconds { return true }
    let ended = stopEnded.load(ordering: .acquiring)
    return ended != 0 && now - ended <= window && stopLength.load(ordering: .relaxed) >= milliseconds
  }

  private func findOverrun(at time: Int64) -> Watchdog.Overrun? {
    for (index, slot) in slots.enumerated() {
      let began = slot.began.load(ordering: .acquiring)
      guard began != 0, time - began > boundMilliseconds else { continue }
      let start = unsafe UnsafePointer<UInt8>(bitPattern: slot.name.load(ordering: .relaxed))
      let name = unsafe UnsafeBufferPointer(start: start, count: slot.nameCount.load(ordering: .relaxed))
      // A call that began while its name was being read is not the one that is late.
      guard slot.began.load(ordering: .acquiring) == began else { continue }
      return unsafe Watchdog.Overrun(
        slot: index, call: String(decoding: name, as: UTF8.self), milliseconds: time - began)
    }
    return nil
  }
}
