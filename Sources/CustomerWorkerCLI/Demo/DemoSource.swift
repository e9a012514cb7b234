import ContractSamples

/// A source of the demo's commands.
protocol DemoSource: ~Copyable {
  /// How many commands there are; nil when that is not known.
  var total: Int? { get }

  /// Gives the next command to `body`; false when there is none.
  mutating func next(_ body: (_ value: RawSpan, _ key: RawSpan?) throws -> Void) throws -> Bool
}

/// Commands made up by the field table.
struct SampleSource: DemoSource {
  let total: Int?
  private var left: Int
  private var generator: SampleGenerator

  init(count: Int, seed: UInt64) {
    total = count
    left = count
    generator = SampleGenerator(seed: seed)
  }

  mutating func next(_ body: (_ value: RawSpan, _ key: RawSpan?) throws -> Void) throws -> Bool {
    guard left > 0 else { return false }
    left -= 1
    let sample = generator.next()
    try unsafe body(sample.value.span.bytes, sample.key?.span.bytes)
    return true
  }
}

/// The lines of a file, without keys.
extension InputFile: DemoSource {
  var total: Int? { nil }

  mutating func next(_ body: (_ value: RawSpan, _ key: RawSpan?) throws -> Void) throws -> Bool {
    guard try next() else { return false }
    try body(line, nil)
    return true
  }
}
