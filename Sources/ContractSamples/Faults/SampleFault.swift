package import CustomerContract

/// A way to spoil a command.
package struct SampleFault: Sendable, Equatable {
  /// `not-json-cut-off`
  package let name: String
  /// What the worker finds, with the rules that hold by default.
  package let code: ErrorCode
  private let work: Work

  enum Work: Sendable {
    /// Changes the members; `false` when there is nothing left to spoil.
    case draft(@Sendable (inout CommandDraft) -> Bool)
    /// Changes the text of a whole command.
    case text(@Sendable (inout [UInt8], inout SampleRandom) -> Void)
  }

  init(_ code: ErrorCode, _ name: String, _ work: Work) {
    self.code = code
    self.name = name
    self.work = work
  }

  package static func == (one: SampleFault, other: SampleFault) -> Bool { one.name == other.name }

  /// Returns whether there was something to corrupt.
  func corrupt(_ draft: inout CommandDraft) -> Bool {
    if case .draft(let change) = work { change(&draft) } else { true }
  }

  func corrupt(_ text: inout [UInt8], _ random: inout SampleRandom) {
    if case .text(let change) = work { change(&text, &random) }
  }

  // MARK: Usual ways

  /// Replaces a value of one of the fields by one of these texts; there is no such fault when there is no field.
  static func value(_ code: ErrorCode, _ name: String, of indexes: [Int], _ values: [String]) -> [SampleFault] {
    value(code, name, of: indexes) { writer, _ in writer.raw(writer.random.pick(values)) }
  }

  static func value(
    _ code: ErrorCode, _ name: String, of indexes: [Int],
    _ write: @escaping @Sendable (inout SampleWriter, SampleField) -> Void
  ) -> [SampleFault] {
    if indexes.isEmpty { return [] }
    return [
      SampleFault(
        code, name,
        .draft { draft in
          guard let index = draft.takeField(of: indexes) else { return false }
          let field = draft.fields[index]
          draft.set(index) { write(&$0, field) }
          return true
        })
    ]
  }

  /// One of these texts is the whole command.
  static func whole(_ code: ErrorCode, _ name: String, _ texts: [String]) -> SampleFault {
    SampleFault(code, name, .text { text, random in text = Array(random.pick(texts).utf8) })
  }
}
