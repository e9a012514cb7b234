/// The rows of the commands that write documents of the contract.
extension CommandTable {
  static func contractSchema(_ settings: SettingOptions) -> CommandEntry {
    CommandEntry(
      name: .contractSchema,
      summary: "write the JSON Schema of commands or results",
      discussion: [documents],
      operands: [
        OperandEntry(
          placeholder: "SCHEMA", syntax: .choice("SCHEMA", SchemaName.allCases.map(\.rawValue)),
          summary: "command (default), accepted or rejected", isRequired: false)
      ],
      options: [.config] + settings.documents,
      examples: [
        .init(
          purpose: "What a producer may write", line: "customer-worker contract json-schema > command.schema.json"),
        .init(purpose: "What a consumer reads", line: "customer-worker contract json-schema accepted"),
      ])
  }

  static func contractAsyncAPI(_ settings: SettingOptions) -> CommandEntry {
    CommandEntry(
      name: .contractAsyncAPI,
      summary: "write the AsyncAPI document of topics and messages",
      discussion: [documents],
      options: [.config] + settings.documents,
      examples: [
        .init(
          purpose: "For the settings of a file",
          line: "customer-worker contract asyncapi --config worker.yaml > asyncapi.json")
      ])
  }

  static func contractMarkdown(_ settings: SettingOptions) -> CommandEntry {
    CommandEntry(
      name: .contractMarkdown,
      summary: "write the reference of fields, codes and headers",
      discussion: [documents, "Each code has an anchor of its name, which results.problemBase can point to."],
      options: [.config] + settings.documents,
      examples: [.init(purpose: "As a page", line: "customer-worker contract markdown > reference.md")])
  }

  static let contractCodes = CommandEntry(
    name: .contractCodes,
    summary: "write the error codes as JSON",
    examples: [.init(purpose: "Each code with its status", line: "customer-worker contract codes")])

  private static let documents =
    "Made from the tables that the worker decides by, as the settings have it. With the defaults it is the file under Config/contract."
}
