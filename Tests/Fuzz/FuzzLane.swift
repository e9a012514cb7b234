@testable internal import CustomerContract

/// A processor that decides one input after the other.
final class FuzzLane {
  private var processor: CommandProcessor
  private var outgoing = OutgoingRecords()

  init(_ settings: FuzzSettings) {
    processor = CommandProcessor(rules: settings.rules, format: settings.format)
  }

  func run(_ input: FuzzInput) -> FuzzOutput {
    var headers = RecordHeaders(rules: input.settings.rules, format: input.settings.format)
    for (name, value) in input.headers { headers.append(name: name.utf8Span.span.bytes, value: value.span.bytes) }
    let position = RecordPosition(topic: "commands", partition: 3, offset: 7, timestamp: 1_700_000_000_000)
    var context = DecisionContext(clusterID: "cluster", time: 1_700_000_000_123, resultBytes: input.resultBytes)
    context.smallestResult = input.smallestResult
    outgoing.reset()
    let decision = processor.decide(value: input.value.span.bytes, headers: headers)
    let destination: OutgoingRecords.Destination
    if let key = input.key {
      destination = processor.encode(
        decision, key: key.span.bytes, headers: headers, position: position, context: context, into: &outgoing)
    } else {
      destination = processor.encode(
        decision, key: nil, headers: headers, position: position, context: context, into: &outgoing)
    }
    var output = FuzzOutput(
      codes: decision.errors.map(\.code), errorsOmitted: decision.errorsOmitted,
      isAccepted: destination == .accepted, value: [], key: nil, headerNames: [], headerValues: [])
    Self.read(outgoing, into: &output)
    return output
  }

  private static func read(_ outgoing: borrowing OutgoingRecords, into output: inout FuzzOutput) {
    require(outgoing.count == 1, "one result for each command")
    let record = outgoing[0]
    if let value = record.value { output.value = bytes(value) }
    if let key = record.key { output.key = bytes(key) }
    record.forEachHeader { name, value in
      output.headerNames.append(String(decoding: bytes(name), as: UTF8.self))
      output.headerValues.append(bytes(value))
    }
  }

  private static func bytes(_ span: RawSpan) -> [UInt8] { span.withUnsafeBytes { Array($0) } }
}
