internal import CustomerContract

/// JSON Schema of the results.
extension Contract {
  var acceptedSchema: JSONTree {
    [
      "$schema": Self.dialect,
      "$id": Self.schemaID("accepted"),
      "title": "Accepted result",
      "description": "The value of the record that answers a command which became a customer.",
      "type": "object",
      "required": ["customerId", "customer", "position"],
      "properties": [
        "customerId": [
          "description": .string(
            "Names the customer: the same for a command that is sent again with its idempotency-key or as the same CloudEvent."
          ),
          "type": "string", "format": "uuid",
        ],
        "customer": customerSchema,
        "position": Self.position,
        "keyOmitted": Self.keyOmitted,
      ],
      "additionalProperties": false,
    ]
  }

  var rejectedSchema: JSONTree {
    [
      "$schema": Self.dialect,
      "$id": Self.schemaID("rejected"),
      "title": "Rejected result",
      "description": .string(
        "The value of the record that answers a command with something wrong: problem details (RFC 9457) with every error of the first stage that failed."
      ),
      "type": "object",
      "required": ["type", "title", "status", "detail", "errors", "position"],
      "properties": .object(
        problemMembers + commandMembers + [("position", Self.position), ("keyOmitted", Self.keyOmitted)]),
      "additionalProperties": false,
    ]
  }

  private var problemMembers: [(name: String, value: JSONTree)] {
    let codes = ErrorCode.allCases
    return [
      (
        "type",
        [
          "description": "The first error's code, behind what the setting results.problemBase says.",
          "type": "string", "enum": .array(codes.map { .string(format.problemBase + $0.rawValue) }),
        ]
      ),
      (
        "title",
        [
          "description": "The title of the first error's code.",
          "type": "string", "enum": .array(codes.map { .string($0.title) }),
        ]
      ),
      (
        "status",
        [
          "description": "The HTTP status of the first error's code: all errors have the same.",
          "type": "integer", "enum": .array(Set(codes.map(\.status)).sorted().map { .integer(Int64($0)) }),
        ]
      ),
      ("detail", ["description": "One sentence for people.", "type": "string"]),
      (
        "errors",
        [
          "description": .string(
            "In the order of the fields, then unknown members in their order. Empty only where the result had room for none."
          ),
          "type": "array", "maxItems": .integer(Int64(rules.limits.errors)), "items": errorSchema,
        ]
      ),
      ("errorsOmitted", ["description": "How many more errors there are.", "type": "integer", "minimum": 1]),
    ]
  }

  private var errorSchema: JSONTree {
    [
      "type": "object",
      "required": ["code", "pointer", "message"],
      "properties": [
        "code": [
          "description": "Stable: programs may decide on it.",
          "type": "string", "enum": .array(ErrorCode.allCases.map { .string($0.rawValue) }),
        ],
        "pointer": [
          "description": .string(
            "Where, as a JSON Pointer (RFC 6901) within the command; empty for the command as a whole. For a missing field the pointer that it would have. A longer pointer becomes its parent's."
          ),
          "type": "string", "format": "json-pointer", "maxLength": .integer(Int64(JSONPointer.bytesMaximum)),
        ],
        "message": [
          "description": "For people; never with a value of the command, which may be personal data.", "type": "string",
        ],
        "type": [
          "description": "The JSON type that was expected.",
          "type": "string", "enum": ["string", "integer", "boolean", "object"],
        ],
        "format": [
          "description": "The format that was expected, by JSON Schema's name.",
          "type": "string", "enum": .array(StringFormat.allCases.map { .string($0.rawValue) }),
        ],
        "reason": [
          "description": .string(
            "Why, for invalid_format (\(FormatReason.allCases.map(\.rawValue).joined(separator: ", "))) and for not_json (\(SyntaxReason.allCases.map(\.rawValue).joined(separator: ", "))). More may come: a reader must accept reasons that it does not know."
          ), "type": "string",
        ],
        "allowed": ["description": "The values that are allowed.", "type": "array", "items": ["type": "string"]],
        "limit": ["description": "The limit that was passed.", "type": "integer", "minimum": 1],
        "suggestion": ["description": "What was probably meant.", "type": "string"],
        "hint": [
          "description": "One sentence on the producer that probably wrote the command, and what to change there.",
          "type": "string",
        ],
        "at": [
          "description": .string(
            "The character at fault, by its number in the unescaped string: counted in Unicode scalars from 0."),
          "type": "integer", "minimum": 0,
        ],
        "byteOffset": [
          "description": "Where reading stopped, from the first byte of the record's value.",
          "type": "integer", "minimum": 0,
        ],
      ],
      "additionalProperties": false,
    ]
  }

  /// At most one of them is there; none when the record had no value.
  private var commandMembers: [(name: String, value: JSONTree)] {
    [
      ("command", ["description": "The command as sent, where it is JSON within every limit."]),
      ("commandText", ["description": "The command as sent, where it is other text.", "type": "string"]),
      (
        "commandBase64",
        ["description": "The command's bytes, where they are no text.", "type": "string", "contentEncoding": "base64"]
      ),
      ("commandOmitted", ["description": "The command has no room in the result.", "type": "boolean", "const": true]),
    ]
  }

  private static let position: JSONTree = [
    "description": "The position of the command in Kafka.",
    "type": "object",
    "required": ["topic", "partition", "offset", "timestamp"],
    "properties": [
      "topic": ["type": "string"],
      "partition": ["type": "integer", "minimum": 0, "maximum": .integer(Int64(Int32.max))],
      "offset": ["type": "integer", "minimum": 0, "maximum": .integer(.max)],
      "timestamp": [
        "description": "Kafka's, in milliseconds since 1970; null when the record has none.",
        "type": ["integer", "null"],
      ],
    ],
    "additionalProperties": false,
  ]

  private static let keyOmitted: JSONTree = [
    "description": "The command's key has no room in the result, whose key is null.", "type": "boolean", "const": true,
  ]
}
