/// A fault of valid JSON: it is nested too deeply, has a part that is too large, or has a member twice.
struct StructureError: Equatable {
  enum Kind: Int, CaseIterable {
    case depth, members, nameBytes, numberCharacters
    /// A number that no finite double is near.
    case numberValue
    /// An exponent past `JSONNumber.exponentMaximum`.
    case numberExponent
    case duplicate
  }

  let kind: Kind
  /// The pointer in the command; empty for the command as a whole, and for what is not in it.
  let pointer: [UInt8]
  /// Whether the fault is in an event outside its data.
  let isOfEvent: Bool

  init(_ kind: Kind, at pointer: [UInt8], isOfEvent: Bool) {
    self.kind = kind
    self.pointer = pointer
    self.isOfEvent = isOfEvent
  }
}
