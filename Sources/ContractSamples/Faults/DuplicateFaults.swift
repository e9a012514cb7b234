internal import CustomerContract

/// Members that appear twice.
enum DuplicateFaults {
  static func all(_ fields: [SampleField]) -> [SampleFault] {
    let objects = fields.indices.filter { fields[$0].type == .object || fields[$0].type == .unknown }
    return [
      [
        SampleFault(.duplicateField, "duplicate-field", .draft { duplicate(&$0) { $0 } }),
        SampleFault(.duplicateField, "duplicate-field-escaped", .draft { duplicate(&$0, spelled: escaped) }),
      ],
      SampleFault.value(
        .duplicateField, "duplicate-field-nested", of: objects,
        [
          #"{"city":"Lyon","city":"Lyon"}"#, #"{"city":"Köln","postalCode":"50667","c\u0069ty":"Bonn"}"#,
          #"{"lines":[{"no":1},{"no":2,"sku":"A","no":3}]}"#, #"{"a":{"b":{"":0,"":0}}}"#,
        ]),
    ].flatMap { $0 }
  }

  /// Another member of the same name, with a value of any other.
  private static func duplicate(_ draft: inout CommandDraft, spelled: (ArraySlice<UInt8>) -> ArraySlice<UInt8>) -> Bool
  {
    guard !draft.members.isEmpty else { return false }
    var copy = draft.writer.random.pick(draft.members)
    copy.value = draft.writer.random.pick(draft.members).value
    let quote = copy.name.prefix(1)
    copy.name = Array(quote + spelled(copy.name.dropFirst().dropLast()) + quote)
    draft.members.insert(copy, at: draft.writer.random.below(draft.members.count + 1))
    return true
  }

  /// Writes a name with its first letter as an escape.
  private static func escaped(_ name: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let first = name.first, first < 0x80, first != UInt8(ascii: "\\") else { return name }
    return SampleText.Phrase.escape(UInt16(first)) + name.dropFirst()
  }
}
