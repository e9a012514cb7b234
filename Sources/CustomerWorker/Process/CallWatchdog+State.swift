internal import Glibc
internal import Platform
internal import Synchronization

extension CallWatchdog {
  /// The calls that a watchdog watches, shared with its thread.
  final class State: Sendable {
    /// A call that is watched.
    struct Call {
      /// When it began, by the watchdog's clock.
      fileprivate let began: Int64
      /// The address of its name, which is a literal's and ends with a zero byte.
      fileprivate let name: UInt
    }

    /// A slot's call; `began` is 0 for none.
    private final class Slot: Sendable {
      let began = Atomic<Int64>(0)
      let name = Atomic<UInt>(0)
      /// When its thread last showed that it moves.
      let moved = Atomic<Int64>(1)
    }

    let isStopped = Atomic<Bool>(false)
    private let slots: [Slot]
    private let boundMilliseconds: Int64
    private let tickMilliseconds: Int64
    /// The sum of the thread's ticks in milliseconds, from 1 on.
    private let clock = Atomic<Int64>(1)

    init(slots: Int, boundMilliseconds: Int64) {
      self.slots = (0..<slots).map { _ in Slot() }
      self.boundMilliseconds = boundMilliseconds
      tickMilliseconds = min(max(boundMilliseconds / 8, 1), 250)
    }

    /// Begins a call; returns the one that the slot had.
    func enter(_ slot: Int, _ call: StaticString) -> Call? {
      let slot = slots[slot]
      let began = slot.began.load(ordering: .relaxed)
      let outer = began == 0 ? nil : Call(began: began, name: slot.name.load(ordering: .relaxed))
      precondition(call.hasPointerRepresentation, "The name of a call is a text, not a single scalar")
      unsafe slot.name.store(UInt(bitPattern: call.utf8Start), ordering: .relaxed)
      let now = clock.load(ordering: .relaxed)
      slot.moved.store(now, ordering: .relaxed)
      slot.began.store(now, ordering: .releasing)
      return outer
    }

    /// Ends a call, and goes on with the one around it.
    func leave(_ slot: Int, _ outer: Call?) {
      let slot = slots[slot]
      slot.moved.store(clock.load(ordering: .relaxed), ordering: .relaxed)
      guard let outer else { return slot.began.store(0, ordering: .releasing) }
      // The inner call's time is not the outer one's.
      let inner = clock.load(ordering: .relaxed) - slot.began.load(ordering: .relaxed)
      slot.name.store(outer.name, ordering: .relaxed)
      slot.began.store(outer.began + inner, ordering: .releasing)
    }

    /// Records that the slot's thread moves.
    func move(_ slot: Int) {
      slots[slot].moved.store(clock.load(ordering: .relaxed), ordering: .relaxed)
    }

    /// How long ago the slot's thread last moved, in milliseconds.
    func silence(_ slot: Int) -> Int64 {
      max(0, clock.load(ordering: .relaxed) - slots[slot].moved.load(ordering: .relaxed))
    }

    /// Returns the first call that takes longer than the bound, or nil when it is told to stop.
    func watch() -> Overrun? {
      var last = MonotonicClock.milliseconds()
      while !isStopped.load(ordering: .relaxed) {
        MonotonicClock.wait(milliseconds: tickMilliseconds)
        let now = MonotonicClock.milliseconds()
        // A longer tick was a suspended process, not a call that hangs.
        let elapsed = min(now - last, 2 * tickMilliseconds)
        last = now
        let time = clock.wrappingAdd(elapsed, ordering: .relaxed).newValue
        if let overrun = findOverrun(at: time), !isStopped.load(ordering: .relaxed) { return overrun }
      }
      return nil
    }

    private func findOverrun(at time: Int64) -> Overrun? {
      for (index, slot) in slots.enumerated() {
        let began = slot.began.load(ordering: .acquiring)
        guard began != 0, time - began > boundMilliseconds else { continue }
        let name = slot.name.load(ordering: .relaxed)
        // A call that began while its name was being read is not the one that is late.
        guard slot.began.load(ordering: .acquiring) == began else { continue }
        let text = unsafe UnsafePointer<CChar>(bitPattern: name).map { unsafe String(cString: $0) }
        return Overrun(slot: index, call: text ?? "", milliseconds: time - began)
      }
      return nil
    }
  }
}
