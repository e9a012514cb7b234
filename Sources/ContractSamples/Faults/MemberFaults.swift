internal import CustomerContract

/// Members that are missing, and members that are not in the table.
enum MemberFaults {
  static func all(_ fields: [SampleField]) -> [SampleFault] {
    let required = fields.indices.filter { fields[$0].mustBePresent }
    let near =
      fields.isEmpty
      ? []
      : [
        unknown("case") { name, random in random.chance(50) ? name.capitalized : name.uppercased() },
        unknown("snake-case") { name, _ in name.map { $0.isUppercase ? "_\($0.lowercased())" : "\($0)" }.joined() },
        unknown("typo") { name, random in name.mistyped(&random) },
      ]
    let missing =
      required.isEmpty
      ? []
      : [
        SampleFault(
          .required, "required",
          .draft { draft in
            guard let index = draft.takeField(of: required) else { return false }
            draft.remove(index)
            return true
          })
      ]
    return missing + near + [
      unknown("other") { _, random in random.pick(otherNames) }
    ]
  }

  private static let otherNames = [
    "crmId", "customer_name", "id", "x-origin", "会社名", "", "legalName ", "__proto__", "a/b", "m~n", "\"quoted\"",
    "C:\\x",
  ]

  /// - Parameter name: makes a name of a field's.
  private static func unknown(
    _ kind: String, _ name: @escaping @Sendable (String, inout SampleRandom) -> String
  ) -> SampleFault {
    SampleFault(
      .unknownField, "unknown-field-\(kind)",
      .draft { draft in
        let model =
          draft.fields.isEmpty ? "" : String(decoding: draft.writer.random.pick(draft.fields).name, as: UTF8.self)
        var newName = name(String(model.dropFirst().dropLast()), &draft.writer.random)
        var quoted = SampleField.quoted(newName)
        while draft.fields.contains(where: { $0.name == quoted })
          || draft.members.contains(where: { $0.name == quoted })
        {
          newName += "_"
          quoted = SampleField.quoted(newName)
        }
        draft.add(name: quoted) { SampleText.words(&$0) }
        return true
      })
  }
}
