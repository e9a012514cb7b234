internal import CustomerContract

/// How samples fill a field of the table, by its type and what its name speaks of.
struct SampleField: Sendable {
  /// The name with its quotation marks.
  let name: [UInt8]
  let type: FieldType
  let mustBePresent: Bool
  /// In how many of a hundred samples a field is there that may be absent.
  let presencePercent: Int
  /// Writes a good value.
  let write: @Sendable (inout SampleWriter) -> Void

  init(_ field: Field) {
    name = SampleField.quoted(field.name)
    type = field.type
    mustBePresent = field.mustBePresent
    presencePercent = field.type == .object ? 31 : field.isRequired ? 60 : 43
    write = SampleField.writer(of: field)
  }

  private static func writer(of field: Field) -> @Sendable (inout SampleWriter) -> Void {
    switch field.type {
    case .text: subject(field.name, among: SampleText.subjects, else: SampleText.displayName)
    case .string: subject(field.name, among: SampleText.subjects, else: SampleText.words)
    case .object: subject(field.name, among: SampleObject.subjects, else: SampleObject.attributes)
    case .formatted(.dateTime): SampleFormat.dateTime
    case .formatted(.uri): SampleFormat.uri
    case .formatted(.email): SampleFormat.email
    case .integer: SampleNumber.integer
    case .unknown: SampleNumber.amount
    case .boolean: { writer in writer.raw(writer.random.chance(50) ? "true" : "false") }
    case .enumeration(let values):
      { [values = values.map(quoted)] writer in writer.raw(values[writer.random.below(values.count)]) }
    }
  }

  static func quoted(_ text: String) -> [UInt8] { Array("\"".utf8) + SampleText.Phrase(text).plain + Array("\"".utf8) }

  /// The first writer whose word the name has in it, in any case.
  private static func subject(
    _ name: String, among subjects: [(word: String, write: @Sendable (inout SampleWriter) -> Void)],
    else other: @escaping @Sendable (inout SampleWriter) -> Void
  ) -> @Sendable (inout SampleWriter) -> Void {
    let name = name.lowercased()
    return subjects.first { name.contains($0.word) }?.write ?? other
  }
}
