internal import CustomerContract

/// Commands for the documents, made from the table.
extension Contract {
  /// Only the fields without which a command is rejected.
  var minimalCommand: JSONTree { command(of: table.fields.filter(\.mustBePresent)) }

  /// Every field.
  var completeCommand: JSONTree { command(of: table.fields) }

  private func command(of fields: [Field]) -> JSONTree {
    .object(fields.map { ($0.name, $0.type.example) })
  }

  /// The minimal command with a field of another value.
  func command(with field: Field?, _ value: JSONTree) -> String {
    var command = minimalCommand
    if let field { command.set(field.name, value) }
    return command.compact
  }
}

extension FieldType {
  var example: JSONTree {
    switch self {
    case .string, .text: "example"
    case .formatted(.dateTime): "2024-01-15T09:00:00.000Z"
    case .formatted(.uri): "https://www.example.com/"
    case .formatted(.email): "ada@example.com"
    case .enumeration(let values): .string(values.first ?? "")
    case .integer: 72
    case .boolean: false
    case .object: ["note": "any members"]
    case .unknown: .text("1250000.50")
    }
  }
}
