package import CustomerContract

/// Makes up commands by the field table: the same seed gives the same bytes.
///
/// Bad ones are of every kind that a line of a file can be, with the rules that hold by default: each code but those of
/// headers. What a field holds comes from its type, so a field that is added to the table is in the samples too.
package struct SampleGenerator: Sendable {
  private let badShare: Double
  private let faults: SampleFaultTable
  private var draft: CommandDraft
  private var keys: SampleKeys

  /// - Parameter badShare: from 0 to 1.
  package init(seed: UInt64, badShare: Double = 0.1, table: FieldTable = .customer) {
    self.badShare = badShare
    let fields = table.fields.map(SampleField.init)
    faults = SampleFaultTable(fields)
    draft = CommandDraft(writer: SampleWriter(random: SampleRandom(seed: seed)), fields: fields)
    keys = SampleKeys()
  }

  package mutating func next() -> Sample {
    draft.fill()
    var sample = Sample(value: [], key: keys.next(&draft.writer.random), faults: [])
    if draft.writer.random.chance(badShare) { sample.faults = faults.pick(&draft.writer.random) }
    sample.faults.removeAll { !$0.corrupt(&draft) }
    sample.value.reserveCapacity(draft.writer.bytes.count + 512)
    draft.write(to: &sample.value)
    for fault in sample.faults { fault.corrupt(&sample.value, &draft.writer.random) }
    if sample.faults.isEmpty, draft.writer.random.chance(1) { SampleEvent.wrap(&sample.value, &draft.writer.random) }
    return sample
  }
}
