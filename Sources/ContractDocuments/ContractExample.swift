internal import CustomerContract

/// A record and what the worker makes of it, for the documents: decided by the code that they describe.
struct ContractExample {
  let value: [UInt8]?
  let headers: [(name: HeaderName, value: String)]
  private(set) var isAccepted = false
  private(set) var errors: [CommandError] = []
  private(set) var result = ""
  private(set) var resultHeaders: [(name: String, value: String)] = []

  init(_ value: [UInt8]?, headers: [(name: HeaderName, value: String)] = [], in contract: Contract) {
    self.value = value
    self.headers = headers
    decide(contract)
  }

  init(_ text: String, headers: [(name: HeaderName, value: String)] = [], in contract: Contract) {
    self.init(Array(text.utf8), headers: headers, in: contract)
  }

  /// A record that cannot be decoded.
  init(undecodableIn contract: Contract) {
    value = nil
    headers = []
    var processor = CommandProcessor(rules: contract.rules, format: contract.format, table: contract.table)
    var outgoing = OutgoingRecords()
    errors = processor.encodeUndecodable(
      topic: contract.topics.commands, partition: 3, offset: 41_208, context: Self.context, into: &outgoing)
    read(outgoing)
  }

  private static let context = DecisionContext(
    clusterID: "example", time: 1_705_309_200_125, resultBytes: 1_000_000)

  private mutating func decide(_ contract: Contract) {
    var processor = CommandProcessor(rules: contract.rules, format: contract.format, table: contract.table)
    var headers = RecordHeaders(rules: contract.rules, format: contract.format)
    for (name, value) in self.headers { headers.append(name: name.text, value: value) }
    let position = RecordPosition(
      topic: contract.topics.commands, partition: 3, offset: 41_208, timestamp: 1_705_309_200_000)
    let decision =
      if let value {
        unsafe processor.decide(value: value.span.bytes, headers: headers)
      } else {
        processor.decide(value: nil, headers: headers)
      }
    errors = decision.errors
    var outgoing = OutgoingRecords()
    let destination = processor.encode(
      decision, key: nil, headers: headers, position: position, context: Self.context, into: &outgoing)
    isAccepted = destination == .accepted
    read(outgoing)
  }

  private mutating func read(_ outgoing: borrowing OutgoingRecords) {
    let record = outgoing[0]
    if let value = record.value { result = Self.text(value) }
    record.forEachHeader { name, value in resultHeaders.append((Self.text(name), Self.text(value))) }
  }

  private static func text(_ bytes: RawSpan) -> String {
    unsafe bytes.withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }
  }
}
