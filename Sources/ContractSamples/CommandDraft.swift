/// A command on its way to a sample: its members, not yet in a row.
struct CommandDraft: Sendable {
  struct Member: Sendable {
    /// The index of the field in the table; nil for a member of no field.
    var field: Int?
    /// The name with its quotation marks.
    var name: [UInt8]
    /// The value's range among the writer's bytes.
    var value: Range<Int>
  }

  /// Writes the members' values, one behind the other.
  var writer: SampleWriter
  var members: [Member] = []
  let fields: [SampleField]
  /// The fields that a fault has already been at: another leaves them alone.
  var corrupted: [Int] = []

  init(writer: SampleWriter, fields: [SampleField]) {
    self.writer = writer
    self.fields = fields
    members.reserveCapacity(2 * fields.count)
  }

  /// Fills in a good command, in any order.
  mutating func fill() {
    writer.startAnew()
    members.removeAll(keepingCapacity: true)
    corrupted.removeAll(keepingCapacity: true)
    for index in fields.indices where fields[index].mustBePresent || writer.random.chance(fields[index].presencePercent)
    {
      let start = writer.bytes.count
      fields[index].write(&writer)
      members.append(Member(field: index, name: fields[index].name, value: start..<writer.bytes.count))
    }
    writer.random.shuffle(&members)
  }

  /// Gives a field another value; one that is absent becomes present.
  mutating func set(_ field: Int, _ write: (inout SampleWriter) -> Void) {
    let start = writer.bytes.count
    write(&writer)
    let value = start..<writer.bytes.count
    if let index = members.firstIndex(where: { $0.field == field }) {
      members[index].value = value
    } else {
      members.append(Member(field: field, name: fields[field].name, value: value))
    }
  }

  mutating func remove(_ field: Int) { members.removeAll { $0.field == field } }

  /// Adds a member of no field, at any position.
  mutating func add(name: [UInt8], _ write: (inout SampleWriter) -> Void) {
    let start = writer.bytes.count
    write(&writer)
    let index = writer.random.below(members.count + 1)
    members.insert(Member(field: nil, name: name, value: start..<writer.bytes.count), at: index)
  }

  /// One of these fields that no fault has been at, from now on corrupted; nil when none is left.
  mutating func takeField(of candidates: [Int]) -> Int? {
    let free = candidates.filter { !corrupted.contains($0) }
    guard !free.isEmpty else { return nil }
    let index = writer.random.pick(free)
    corrupted.append(index)
    return index
  }

  /// Appends the whole command.
  mutating func write(to output: inout [UInt8]) {
    let spacing = writer.spacing
    if case .wild = spacing { SampleWriter.space(spacing, &output, &writer.random) }
    output.append(UInt8(ascii: "{"))
    for (index, member) in members.enumerated() {
      if index > 0 {
        output.append(UInt8(ascii: ","))
        SampleWriter.space(spacing, &output, &writer.random)
      }
      output.append(contentsOf: member.name)
      output.append(UInt8(ascii: ":"))
      SampleWriter.space(spacing, &output, &writer.random)
      output.append(contentsOf: writer.bytes[member.value])
    }
    if case .wild = spacing { SampleWriter.space(spacing, &output, &writer.random) }
    output.append(UInt8(ascii: "}"))
  }
}
