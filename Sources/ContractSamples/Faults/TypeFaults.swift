internal import CustomerContract

/// Values of another JSON type than their field's.
enum TypeFaults {
  static func all(_ fields: [SampleField]) -> [SampleFault] {
    /// The fields that take some JSON types, but not this one.
    func others(_ type: String) -> [Int] {
      fields.indices.filter { index in fields[index].type.jsonType.map { $0 != type } ?? false }
    }
    let integers = fields.indices.filter { fields[$0].type == .integer }
    return [
      SampleFault.value(.invalidType, "invalid-type-null", of: others("null"), ["null"]),
      SampleFault.value(
        .invalidType, "invalid-type-string", of: others("string"), ["\"72\"", "\"true\"", "\"\"", "\"{}\""]),
      SampleFault.value(.invalidType, "invalid-type-number", of: others("integer"), ["42", "0", "1", "1e3", "-2.50"]),
      SampleFault.value(.invalidType, "invalid-type-fraction", of: integers, ["72.5", "1e-1", "0.1", "-3.000001"]),
      SampleFault.value(.invalidType, "invalid-type-boolean", of: others("boolean"), ["true", "false"]),
      SampleFault.value(.invalidType, "invalid-type-array", of: others("array"), ["[]", "[\"Acme\"]", "[{}]"]),
      SampleFault.value(
        .invalidType, "invalid-type-object", of: others("object"),
        ["{}", #"{"value":"Acme"}"#, #"{"en":"Acme","de":"Acme"}"#]),
    ].flatMap { $0 }
  }
}
