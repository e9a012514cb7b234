/// A command on its way to a sample: its members, not yet in a row.
struct CommandDraft: Sendable {
  struct Member: Sendable {
    /// The place of the field in the table; nil for a member of no field.
    var field: Int?
    /// With its quotation marks.
    var name: [UInt8]
    /// Where the value stands among the pen's bytes.
    var value: Range<Int>
  }

  /// Writes the members' values, one behind the other.
  var pen: SamplePen
  var members: [Member] = []
  let fields: [SampleField]
  /// The fields that a fault has already been at: another leaves them alone.
  var spoiled: [Int] = []

  init(pen: SamplePen, fields: [SampleField]) {
    self.pen = pen
    self.fields = fields
    members.reserveCapacity(2 * fields.count)
  }

  /// Fills in a good command, in any order.
  mutating func fill() {
    pen.startAnew()
    members.removeAll(keepingCapacity: true)
    spoiled.removeAll(keepingCapacity: true)
    for place in fields.indices where fields[place].mustBePresent || pen.random.chance(fields[place].presencePercent) {
      let start = pen.bytes.count
      fields[place].write(&pen)
      members.append(Member(field: place, name: fields[place].name, value: start..<pen.bytes.count))
    }
    pen.random.shuffle(&members)
  }

  /// Gives a field another value; one that is absent becomes present.
  mutating func set(_ place: Int, _ write: (inout SamplePen) -> Void) {
    let start = pen.bytes.count
    write(&pen)
    let value = start..<pen.bytes.count
    if let index = members.firstIndex(where: { $0.field == place }) {
      members[index].value = value
    } else {
      members.append(Member(field: place, name: fields[place].name, value: value))
    }
  }

  mutating func remove(_ place: Int) { members.removeAll { $0.field == place } }

  /// Adds a member of no field, at any place.
  mutating func add(name: [UInt8], _ write: (inout SamplePen) -> Void) {
    let start = pen.bytes.count
    write(&pen)
    let place = pen.random.below(members.count + 1)
    members.insert(Member(field: nil, name: name, value: start..<pen.bytes.count), at: place)
  }

  /// One of these fields that no fault has been at, from now on spoiled; nil when none is left.
  mutating func takeField(of candidates: [Int]) -> Int? {
    let free = candidates.filter { !spoiled.contains($0) }
    guard !free.isEmpty else { return nil }
    let place = pen.random.pick(free)
    spoiled.append(place)
    return place
  }

  /// Appends the whole command.
  mutating func write(to output: inout [UInt8]) {
    let spacing = pen.spacing
    if case .wild = spacing { SamplePen.space(spacing, &output, &pen.random) }
    output.append(UInt8(ascii: "{"))
    for (index, member) in members.enumerated() {
      if index > 0 {
        output.append(UInt8(ascii: ","))
        SamplePen.space(spacing, &output, &pen.random)
      }
      output.append(contentsOf: member.name)
      output.append(UInt8(ascii: ":"))
      SamplePen.space(spacing, &output, &pen.random)
      output.append(contentsOf: pen.bytes[member.value])
    }
    if case .wild = spacing { SamplePen.space(spacing, &output, &pen.random) }
    output.append(UInt8(ascii: "}"))
  }
}
