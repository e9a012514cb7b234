/// A header's name, ready to be looked for.
///
/// This file has the names that the contract knows; `HeaderTable` says what they mean.
package struct HeaderName: Sendable, Equatable {
  /// The name as results write it.
  package let text: String
  package let lowerCase: [UInt8]

  package init(_ text: String) {
    self.text = text
    lowerCase = text.utf8.map { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") ? $0 | 0x20 : $0 }
  }

  // Of commands.
  package static let idempotencyKey = HeaderName("idempotency-key")
  package static let correlationID = HeaderName("correlation-id")
  /// Written by Confluent's serializers; what it names is looked at by nobody here.
  package static let valueSchemaID = HeaderName("__value_schema_id")

  // Of commands and results.
  package static let contentType = HeaderName("content-type")
  package static let eventSpecVersion = HeaderName("ce_specversion")
  package static let eventID = HeaderName("ce_id")
  package static let eventSource = HeaderName("ce_source")
  package static let eventType = HeaderName("ce_type")
  package static let eventCorrelationID = HeaderName("ce_correlationid")
  package static let kafkaCorrelationID = HeaderName("kafka_correlationId")
  package static let traceParent = HeaderName("traceparent")
  package static let traceState = HeaderName("tracestate")

  // Of results.
  package static let eventTime = HeaderName("ce_time")
  package static let eventCausationID = HeaderName("ce_causationid")
}
