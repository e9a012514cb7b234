/// A fault of valid JSON: it is nested too deeply, has a part that is too large, or has a member twice.
struct StructureError: BitwiseCopyable {
  enum Kind: Int, CaseIterable {
    case depth, members, nameBytes, numberCharacters
    /// A number that no finite double is near.
    case numberValue
    /// An exponent past `JSONNumber.exponentMaximum`.
    case numberExponent
    case duplicate
  }

  let kind: Kind
  /// Where the pointer in the command is among those of all faults; empty for the command as a whole, and for what is not
  /// in it.
  var pointer: Range<Int> { pointerStart..<pointerEnd }
  private let pointerStart: Int
  private let pointerEnd: Int
  /// Whether the fault is in an event outside its data.
  let isOfEvent: Bool

  init(_ kind: Kind, at pointer: Range<Int>, isOfEvent: Bool) {
    self.kind = kind
    (pointerStart, pointerEnd) = (pointer.lowerBound, pointer.upperBound)
    self.isOfEvent = isOfEvent
  }
}
