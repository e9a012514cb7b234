package import CustomerContract

/// A document of the contract, made from its tables.
package enum ContractDocument: Sendable, CaseIterable {
  /// JSON Schema 2020-12 of what producers write and consumers read.
  case commandSchema, acceptedSchema, rejectedSchema
  /// AsyncAPI 3.0.0, with the schemas in it.
  case asyncAPI
  /// Fields, codes, headers and limits for people, in Markdown.
  case reference
  /// The codes for programs, as JSON.
  case codes

  /// The name of the document's file under `Config/contract`.
  package var fileName: String {
    switch self {
    case .commandSchema: "command.schema.json"
    case .acceptedSchema: "accepted.schema.json"
    case .rejectedSchema: "rejected.schema.json"
    case .asyncAPI: "asyncapi.json"
    case .reference: "reference.md"
    case .codes: "codes.json"
    }
  }

  /// - Parameters:
  ///   - table: the fields.
  ///   - rules: what is rejected, and past which limits.
  package func text(
    table: FieldTable = .customer, rules: Rules = Rules(), format: ResultFormat = ResultFormat(),
    topics: ContractTopics = ContractTopics()
  ) -> String {
    let contract = Contract(table: table, rules: rules, format: format, topics: topics)
    return switch self {
    case .commandSchema: contract.commandSchema.pretty
    case .acceptedSchema: contract.acceptedSchema.pretty
    case .rejectedSchema: contract.rejectedSchema.pretty
    case .asyncAPI: AsyncAPI(contract).document.pretty
    case .reference: Reference(contract).text
    case .codes: contract.codes.pretty
    }
  }
}
