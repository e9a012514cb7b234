/// What is wrong with the form of valid JSON: nested too deeply, too large, or a member that stands twice.
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
