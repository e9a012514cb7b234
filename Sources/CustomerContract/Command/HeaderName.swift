/// A header's name, ready to be looked for.
///
/// The names that the contract knows stand here, and what they mean in `HeaderTable`.
struct HeaderName: Sendable, Equatable {
  /// As it is written.
  let text: String
  let lowerCase: [UInt8]

  init(_ text: String) {
    self.text = text
    lowerCase = text.utf8.map { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") ? $0 | 0x20 : $0 }
  }

  // Of commands.
  static let idempotencyKey = HeaderName("idempotency-key")
  static let correlationID = HeaderName("correlation-id")
  /// Written by Confluent's serializers; what it names is looked at by nobody here.
  static let valueSchemaID = HeaderName("__value_schema_id")

  // Of commands and results.
  static let contentType = HeaderName("content-type")
  static let eventSpecVersion = HeaderName("ce_specversion")
  static let eventID = HeaderName("ce_id")
  static let eventSource = HeaderName("ce_source")
  static let eventType = HeaderName("ce_type")
  static let eventCorrelationID = HeaderName("ce_correlationid")
  static let kafkaCorrelationID = HeaderName("kafka_correlationId")
  static let traceParent = HeaderName("traceparent")
  static let traceState = HeaderName("tracestate")

  // Of results.
  static let eventTime = HeaderName("ce_time")
  static let eventCausationID = HeaderName("ce_causationid")
}
