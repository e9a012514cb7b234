/// A fault of valid JSON: it is nested too deeply, has a part that is too large, or has a member twice.
struct StructureError: Equatable {
  enum Kind { case depth, members, number, duplicate }

  let kind: Kind
  /// In the command.
  let pointer: [UInt8]

  init(_ kind: Kind, at pointer: [UInt8]) {
    self.kind = kind
    self.pointer = pointer
  }
}
