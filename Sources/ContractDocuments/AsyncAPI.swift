internal import CustomerContract

/// The contract as AsyncAPI 3.0.0 has it: topics, messages with their headers and schemas, and examples.
struct AsyncAPI {
  let contract: Contract

  init(_ contract: Contract) { self.contract = contract }

  var document: JSONTree {
    [
      "asyncapi": "3.0.0",
      "id": "urn:customer-create",
      "info": [
        "title": "Create customers",
        "version": .string(Contract.version),
        "description": .string(
          "A worker reads create-customer commands from one topic, decides each, and publishes one accepted or rejected result for it, in one transaction with the command's offset. A result is in the partition of its command's number, modulo the partitions of the result's topic, in the order of the commands. Readers must read committed records only (isolation.level=read_committed)."
        ),
      ],
      "defaultContentType": "application/json",
      "channels": [
        "commands": channel(
          contract.topics.commands, "Commands",
          "One command a record. The key is the producer's, and may be null; a result has its command's.",
          messages: ["command", "commandEvent"]),
        "accepted": channel(
          contract.topics.accepted, "Accepted results", "One record for each command that became a customer.",
          messages: ["accepted", "acceptedEvent"]),
        "rejected": channel(
          contract.topics.rejected, "Rejected results", "One record for each command with something wrong.",
          messages: ["rejected", "rejectedEvent"]),
      ],
      "operations": [
        "receiveCommands": operation(
          "receive", "commands", "Decide commands", messages: ["command", "commandEvent"],
          groupID: "The setting kafka.groupId: all replicas are one consumer group."),
        "sendAccepted": operation(
          "send", "accepted", "Publish accepted results", messages: ["accepted", "acceptedEvent"]),
        "sendRejected": operation(
          "send", "rejected", "Publish rejected results", messages: ["rejected", "rejectedEvent"]),
      ],
      "components": [
        "messages": messages,
        "schemas": schemas,
        "correlationIds": [
          "ofCommand": [
            "description": "What the producer knows its command by. A CloudEvent has the attribute correlationid.",
            "location": "$message.header#/\(HeaderName.correlationID.text)",
          ],
          "ofResult": [
            "description": "The command's.",
            "location": "$message.header#/\(HeaderName.eventCorrelationID.text)",
          ],
          "ofEvent": [
            "description": "The attribute of a CloudEvent in structured mode.",
            "location": "$message.payload#/correlationid",
          ],
        ],
      ],
    ]
  }

  // MARK: Topics

  private static let bindingVersion: JSONTree = "0.5.0"

  static func reference(_ path: String) -> JSONTree { ["$ref": "#/\(path)"] }

  private func channel(_ topic: String, _ title: String, _ description: String, messages: [String]) -> JSONTree {
    [
      "address": .string(topic),
      "title": .string(title),
      "description": .string(description),
      "messages": .object(messages.map { ($0, Self.reference("components/messages/\($0)")) }),
      "bindings": ["kafka": ["topic": .string(topic), "bindingVersion": Self.bindingVersion]],
    ]
  }

  private func operation(
    _ action: String, _ channel: String, _ title: String, messages: [String], groupID: String? = nil
  ) -> JSONTree {
    var operation: JSONTree = [
      "action": .string(action),
      "channel": Self.reference("channels/\(channel)"),
      "title": .string(title),
      "messages": .array(messages.map { Self.reference("channels/\(channel)/messages/\($0)") }),
    ]
    if let groupID {
      operation.set(
        "bindings",
        [
          "kafka": [
            "groupId": ["type": "string", "description": .string(groupID)], "bindingVersion": Self.bindingVersion,
          ]
        ])
    }
    return operation
  }

  // MARK: Messages

  private var messages: JSONTree {
    [
      "command": message(
        "Command", "The command itself: plain, as a CloudEvent in binary mode, or behind Confluent's frame.",
        contentType: "application/json", payload: "command", correlation: "ofCommand",
        key: "The producer's; any bytes.", headers: HeaderSchema.commands, examples: commandExamples),
      "commandEvent": message(
        "Command as a CloudEvent in structured mode", "The command is the event's data.",
        contentType: "application/cloudevents+json", payload: "commandEvent", correlation: "ofEvent",
        key: "The producer's; any bytes.", headers: HeaderSchema.structured, examples: commandEventExamples),
      "accepted": message(
        "Accepted result", "A CloudEvent in binary mode, which is the default of the setting results.mode.",
        contentType: OutgoingRecords.Destination.accepted.contentType, payload: "accepted", correlation: "ofResult",
        key: Self.resultKey, headers: HeaderSchema.results(.accepted, contract.format),
        examples: acceptedExamples(contract.inMode(.binary))),
      "acceptedEvent": message(
        "Accepted result as a CloudEvent in structured mode", "The result is the event's data.",
        contentType: "application/cloudevents+json", payload: "acceptedEvent", correlation: "ofEvent",
        key: Self.resultKey, headers: HeaderSchema.structured, examples: acceptedExamples(contract.inMode(.structured))),
      "rejected": message(
        "Rejected result", "A CloudEvent in binary mode, which is the default of the setting results.mode.",
        contentType: OutgoingRecords.Destination.rejected.contentType, payload: "rejected", correlation: "ofResult",
        key: Self.resultKey, headers: HeaderSchema.results(.rejected, contract.format),
        examples: rejectedExamples(contract.inMode(.binary))),
      "rejectedEvent": message(
        "Rejected result as a CloudEvent in structured mode", "The result is the event's data.",
        contentType: "application/cloudevents+json", payload: "rejectedEvent", correlation: "ofEvent",
        key: Self.resultKey, headers: HeaderSchema.structured,
        examples: Array(rejectedExamples(contract.inMode(.structured)).prefix(1))),
    ]
  }

  private static let resultKey = "The command's, byte for byte."

  private func message(
    _ title: String, _ summary: String, contentType: String, payload: String, correlation: String, key: String,
    headers: JSONTree, examples: [JSONTree]
  ) -> JSONTree {
    [
      "title": .string(title),
      "summary": .string(summary),
      "contentType": .string(contentType),
      "headers": headers,
      "payload": Self.reference("components/schemas/\(payload)"),
      "correlationId": Self.reference("components/correlationIds/\(correlation)"),
      "bindings": [
        "kafka": [
          "key": ["type": ["string", "null"], "description": .string(key)], "bindingVersion": Self.bindingVersion,
        ]
      ],
      "examples": .array(examples),
    ]
  }

  // MARK: Schemas

  private var schemas: JSONTree {
    let accepted = OutgoingRecords.Destination.accepted
    let rejected = OutgoingRecords.Destination.rejected
    return [
      "command": Self.schema(contract.commandSchema),
      "accepted": Self.schema(contract.acceptedSchema),
      "rejected": Self.schema(contract.rejectedSchema),
      "commandEvent": Self.schema(EventSchema.command(types: contract.rules.eventTypes)),
      "acceptedEvent": Self.schema(EventSchema.result(accepted, "accepted", contract.format)),
      "rejectedEvent": Self.schema(EventSchema.result(rejected, "rejected", contract.format)),
    ]
  }

  private static func schema(_ schema: JSONTree) -> JSONTree {
    ["schemaFormat": "application/schema+json;version=draft-2020-12", "schema": schema]
  }
}
