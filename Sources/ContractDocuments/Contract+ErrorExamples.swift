internal import CustomerContract

/// For each code a command that is rejected with it.
extension Contract {
  func example(of code: ErrorCode) -> ContractExample {
    let event: [(name: HeaderName, value: String)] = [
      (.eventSpecVersion, "1.0"), (.eventID, "1"), (.eventSource, "/crm"), (.eventType, "customer.deleted"),
    ]
    let workspace = HeaderName("workspace-id")
    var byHeader = self
    byHeader.rules.workspace = .header(name: workspace.text)
    var strict = self
    strict.rules.unknownFields = .reject
    switch code {
    case .empty: return ContractExample(nil, in: self)
    case .notUTF8: return ContractExample([0x7B, 0x22, 0xFF, 0x22, 0x7D], in: self)
    case .notJSON: return ContractExample(#"{"legalName": 'Ada'}"#, in: self)
    case .notObject: return ContractExample("[]", in: self)
    case .tooDeep:
      let depth = rules.limits.depth
      let nested = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
      return ContractExample(command(with: field { $0 == .unknown }, .text(nested)), in: self)
    case .tooLarge:
      let digits = String(repeating: "9", count: rules.limits.numberCharacters + 1)
      return ContractExample(command(with: field { $0 == .unknown }, .text(digits)), in: self)
    case .undecodable: return ContractExample(undecodableIn: self)
    case .duplicateField:
      let twice = minimalCommand.compact.dropLast() + "," + minimalCommand.compact.dropFirst()
      return ContractExample(String(twice), in: self)
    case .unsupportedEvent: return ContractExample(minimalCommand.compact, headers: event, in: self)
    case .workspaceRequired: return ContractExample(minimalCommand.compact, in: byHeader)
    case .workspaceMismatch:
      let command = command(with: table.field(named: "workspaceId"), "workspace-1")
      return ContractExample(command, headers: [(workspace, "workspace-2")], in: byHeader)
    case .required: return ContractExample("{}", in: self)
    case .invalidType: return ContractExample(command(with: field { $0 == .boolean }, "yes"), in: self)
    case .blank: return ContractExample(command(with: field { $0 == .text }, " "), in: self)
    case .invalidEnum:
      let field = field { if case .enumeration = $0 { true } else { false } }
      guard case .enumeration(let values) = field?.type else { return ContractExample("{}", in: self) }
      return ContractExample(command(with: field, .string(values[0].uppercased())), in: self)
    case .invalidFormat:
      return ContractExample(command(with: field { $0 == .formatted(.dateTime) }, "2024-01-15"), in: self)
    case .outOfRange:
      return ContractExample(command(with: field { $0 == .integer }, .text("9223372036854775808")), in: self)
    case .unknownField:
      var command = minimalCommand
      command.set(String(table.fields[0].name.dropLast()), "example")
      return ContractExample(command.compact, in: strict)
    }
  }

  private func field(_ isMeant: (FieldType) -> Bool) -> Field? { table.fields.first { isMeant($0.type) } }
}
