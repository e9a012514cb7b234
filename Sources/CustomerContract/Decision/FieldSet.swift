/// A set of fields of a table: a bit for each, by its index in the table.
struct FieldSet: BitwiseCopyable, Equatable, Sendable {
  static let fieldsMaximum = UInt64.bitWidth

  private var bits: UInt64

  init() { bits = 0 }

  private init(bits: UInt64) { self.bits = bits }

  /// The set of one field.
  init(_ field: Int) {
    self.init()
    insert(field)
  }

  /// The indexes of a list's elements that satisfy a condition.
  init<Element>(of list: [Element], where isMember: (Element) -> Bool) {
    self.init()
    for (index, element) in list.enumerated() where isMember(element) { insert(index) }
  }

  var isEmpty: Bool { bits == 0 }

  var count: Int { bits.nonzeroBitCount }

  @inline(__always) func contains(_ field: Int) -> Bool {
    (bits &>> UInt64(truncatingIfNeeded: field)) & 1 != 0
  }

  @inline(__always) mutating func insert(_ field: Int) {
    insert(field, if: true)
  }

  /// Without a branch.
  @inline(__always) mutating func insert(_ field: Int, if condition: Bool) {
    bits |= (condition ? 1 : 0) &<< UInt64(truncatingIfNeeded: field)
  }

  @inline(__always) static func & (a: FieldSet, b: FieldSet) -> FieldSet { FieldSet(bits: a.bits & b.bits) }

  @inline(__always) static func | (a: FieldSet, b: FieldSet) -> FieldSet { FieldSet(bits: a.bits | b.bits) }

  @inline(__always) static func - (a: FieldSet, b: FieldSet) -> FieldSet { FieldSet(bits: a.bits & ~b.bits) }
}

extension FieldSet: Sequence {
  /// The fields in the order of the table.
  struct Iterator: IteratorProtocol {
    fileprivate var bits: UInt64

    @inline(__always) mutating func next() -> Int? {
      guard bits != 0 else { return nil }
      defer { bits &= bits &- 1 }
      return bits.trailingZeroBitCount
    }
  }

  @inline(__always) func makeIterator() -> Iterator { Iterator(bits: bits) }
}
