/// What each header means, on commands and on results, once: the documents come from here.
package struct HeaderTable {
  package struct Row {
    package let name: HeaderName
    package let meaning: String
  }

  package struct ResultRow {
    package let name: HeaderName
    /// nil: every result in binary mode has it.
    package let condition: String?
    package let meaning: String
  }

  private static let attributePrefix = "ce_"

  /// The headers that a command may have. No other is read, except the workspace's and those to be copied.
  package static let commands = [
    Row(
      name: .idempotencyKey,
      meaning: "Names the customer: commands of one workspace with one key get the same customerId. Up to "
        + "\(IdempotencyKey.bytesMaximum) bytes; one pair of surrounding double quotes is not part of it."),
    Row(name: .correlationID, meaning: "Comes back as \(HeaderName.eventCorrelationID.text)."),
    Row(
      name: .eventCorrelationID,
      meaning: "The same, as a CloudEvents extension; wins over \(HeaderName.correlationID.text)."),
    Row(name: .kafkaCorrelationID, meaning: "Comes back as it is, byte for byte, as request-reply clients expect."),
    Row(name: .traceParent, meaning: "W3C Trace Context; comes back when valid."),
    Row(
      name: .traceState, meaning: "W3C Trace Context; comes back when valid and \(HeaderName.traceParent.text) is too."),
    Row(
      name: .eventSpecVersion,
      meaning:
        "Makes the command a CloudEvent in binary mode; must be 1.0. Of every \(attributePrefix) header the name may begin "
        + "with ce- as well, as in HTTP; \(attributePrefix) wins where both are there."),
    Row(
      name: .eventID,
      meaning: "A CloudEvent's id. With \(HeaderName.eventSource.text) it names the customer where there is no "
        + "\(HeaderName.idempotencyKey.text)."),
    Row(name: .eventSource, meaning: "A CloudEvent's source."),
    Row(name: .eventType, meaning: "A CloudEvent's type."),
    Row(
      name: .contentType,
      meaning: "application/cloudevents or application/cloudevents+json makes the command a CloudEvent in structured "
        + "mode. Of a CloudEvent in binary mode it must be a JSON type. Of any other command it is not looked at. "
        + "One pair of surrounding double quotes is not part of it, nor of a CloudEvent's ce_ headers."),
    Row(name: .valueSchemaID, meaning: "Written by Confluent's serializers; not looked at."),
  ]

  /// The headers that results have in binary mode, besides those that are copied by setting.
  package static let results = [
    ResultRow(name: .eventSpecVersion, condition: nil, meaning: "The version of CloudEvents: 1.0."),
    ResultRow(
      name: .eventID, condition: nil,
      meaning: "Names the decision: unique for each command's record, and the same when that is decided again."),
    ResultRow(name: .eventType, condition: nil, meaning: "What was decided."),
    ResultRow(name: .eventSource, condition: nil, meaning: "Who decided: the same for all replicas."),
    ResultRow(name: .eventTime, condition: nil, meaning: "The start of the transaction that published the result."),
    ResultRow(name: .contentType, condition: nil, meaning: "The type of the value."),
    ResultRow(
      name: .eventCausationID, condition: "the command has a key or is a CloudEvent",
      meaning: "The command's \(HeaderName.idempotencyKey.text), else the CloudEvent's id."),
    ResultRow(
      name: .eventCorrelationID, condition: "the command has one",
      meaning: "The command's correlation: of the CloudEvent, else of \(HeaderName.correlationID.text)."),
    ResultRow(name: .kafkaCorrelationID, condition: "the command has it", meaning: "The command's, byte for byte."),
    ResultRow(
      name: .traceParent, condition: "the command has a valid one", meaning: "The command's W3C Trace Context."),
    ResultRow(
      name: .traceState, condition: "the command has a valid one and \(HeaderName.traceParent.text)",
      meaning: "The command's W3C Trace Context."),
  ]

  /// Whether `results.copyHeaders` may name a header: results have the other ones by themselves.
  package static func mayBeCopied(_ name: String) -> Bool {
    let lowerCase = HeaderName(name).lowerCase
    return !lowerCase.starts(with: attributePrefix.utf8) && !results.contains { $0.name.lowerCase == lowerCase }
  }
}
