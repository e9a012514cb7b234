/// A header's name, ready to be looked for.
///
/// This file has the names that the contract knows; `HeaderTable` says what they mean.
package struct HeaderName: Sendable, Equatable {
  /// The name as results write it.
  package let text: String
  package let lowerCase: [UInt8]

  /// The name with the prefix `ce-`, as the HTTP binding of CloudEvents has it: it counts where `ce_` is absent. nil where the
  /// name is that of no attribute.
  let hyphenated: [UInt8]?

  /// - Parameter attribute: Whether the header is an attribute of CloudEvents.
  package init(_ text: String, attribute: Bool = false) {
    self.text = text
    lowerCase = text.utf8.map(Self.lowerCased)
    hyphenated = attribute ? Array("ce-".utf8) + lowerCase.dropFirst(3) : nil
  }

  static func lowerCased(_ byte: UInt8) -> UInt8 {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
  }

  // Of commands.
  package static let idempotencyKey = HeaderName("idempotency-key")
  package static let correlationID = HeaderName("correlation-id")
  /// Written by Confluent's serializers; what it names is looked at by nobody here.
  package static let valueSchemaID = HeaderName("__value_schema_id")

  // Of commands and results.
  package static let contentType = HeaderName("content-type")
  package static let eventSpecVersion = HeaderName("ce_specversion", attribute: true)
  package static let eventID = HeaderName("ce_id", attribute: true)
  package static let eventSource = HeaderName("ce_source", attribute: true)
  package static let eventType = HeaderName("ce_type", attribute: true)
  package static let eventCorrelationID = HeaderName("ce_correlationid", attribute: true)
  package static let kafkaCorrelationID = HeaderName("kafka_correlationId")
  package static let traceParent = HeaderName("traceparent")
  package static let traceState = HeaderName("tracestate")

  // Of results.
  package static let eventTime = HeaderName("ce_time")
  package static let eventCausationID = HeaderName("ce_causationid")
}
