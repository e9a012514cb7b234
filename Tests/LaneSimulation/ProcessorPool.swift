internal import CustomerContract

/// The processors of lanes that have ended, for those that start: making one takes as long as half a schedule.
///
/// Used on one thread.
package final class ProcessorPool {
  private final class Slot {
    var processor: CommandProcessor?
    init(_ processor: consuming CommandProcessor) { self.processor = consume processor }
  }

  private var free: [Slot] = []

  package init() {}

  func take() -> CommandProcessor {
    if let slot = free.popLast(), let processor = slot.processor.take() { return processor }
    return CommandProcessor(rules: Rules(), format: ResultFormat())
  }

  func give(_ processor: consuming CommandProcessor) {
    free.append(Slot(processor))
  }
}
