internal import CustomerContract

/// Examples of the messages: the results are what the worker makes of the commands.
extension AsyncAPI {
  private static let traceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"

  private static let identified: [(name: HeaderName, value: String)] = [
    (.idempotencyKey, "lead-4711"), (.correlationID, "import-2024-01/17"), (.traceParent, traceParent),
  ]

  private var event: [(name: HeaderName, value: String)] {
    [
      (.eventSpecVersion, "1.0"), (.eventID, "4711"), (.eventSource, "/crm"),
      (.eventType, contract.rules.eventTypes.first ?? ""), (.eventCorrelationID, "import-2024-01/17"),
      (.contentType, "application/json"),
    ]
  }

  var commandExamples: [JSONTree] {
    [
      Self.example("minimal", "The required fields; the others get their defaults", [], contract.minimalCommand),
      Self.example("complete", "Every field, with headers", Self.texts(Self.identified), contract.completeCommand),
      Self.example("binaryEvent", "A CloudEvent in binary mode", Self.texts(event), contract.minimalCommand),
    ]
  }

  var commandEventExamples: [JSONTree] {
    var attributes: [(name: String, value: JSONTree)] = event.dropLast().map { header in
      (String(header.name.text.dropFirst("ce_".count)), .string(header.value))
    }
    attributes.append(("datacontenttype", "application/json"))
    attributes.append(("data", contract.minimalCommand))
    let headers = [(name: HeaderName.contentType.text, value: "application/cloudevents+json")]
    return [Self.example("event", "A CloudEvent in structured mode", headers, .object(attributes))]
  }

  func acceptedExamples(_ contract: Contract) -> [JSONTree] {
    [
      Self.result(
        "minimal", "Of the required fields: the defaults are filled in",
        ContractExample(contract.minimalCommand.compact, in: contract)),
      Self.result(
        "complete", "Of every field, with headers",
        ContractExample(contract.completeCommand.compact, headers: Self.identified, in: contract)),
    ]
  }

  func rejectedExamples(_ contract: Contract) -> [JSONTree] {
    var command = contract.minimalCommand
    for field in contract.table.fields {
      switch field.type {
      case .text where field.mustBePresent: command.set(field.name, "")
      case .boolean: command.set(field.name, "no")
      case .formatted: command.set(field.name, "example")
      default: break
      }
    }
    return [
      Self.result(
        "fields", "Of fields with the wrong values",
        ContractExample(command.compact, headers: Self.identified, in: contract)),
      Self.result("text", "Of text that is not JSON", contract.example(of: .notJSON)),
      Self.result("bytes", "Of bytes that are no text", contract.example(of: .notUTF8)),
      Self.result("empty", "Of a record without a value", contract.example(of: .empty)),
    ]
  }

  private static func result(_ name: String, _ summary: String, _ example: ContractExample) -> JSONTree {
    Self.example(name, summary, example.resultHeaders, .text(example.result))
  }

  private static func texts(_ headers: [(name: HeaderName, value: String)]) -> [(name: String, value: String)] {
    headers.map { ($0.name.text, $0.value) }
  }

  private static func example(
    _ name: String, _ summary: String, _ headers: [(name: String, value: String)], _ payload: JSONTree
  ) -> JSONTree {
    [
      "name": .string(name), "summary": .string(summary),
      "headers": .object(headers.map { ($0.name, .string($0.value)) }), "payload": payload,
    ]
  }
}

extension Contract {
  func inMode(_ mode: ResultFormat.Mode) -> Contract {
    var contract = self
    contract.format.mode = mode
    return contract
  }
}
