package import CustomerContract
internal import Foundation

/// A command, decided and written as a lane does it, with everything that a reader of the result sees.
package struct Decided {
  package let isAccepted: Bool
  /// `code pointer`, in the result's order.
  package let errors: [String]
  package let destination: OutgoingRecords.Destination
  package let value: [UInt8]
  package let key: [UInt8]?
  package let headers: [(name: String, value: [UInt8])]

  package struct Settings {
    package var rules = Rules()
    package var format = ResultFormat()
    package var table = FieldTable.customer
    package var key: [UInt8]?
    package var headers: [(String, String)] = []
    package var resultBytes = 1_000_000
    package var smallestResult = false
    package var offset: Int64 = 7
    package var timestamp: Int64? = 1_700_000_000_000

    package init() {}
  }

  package init(_ value: [UInt8]?, _ settings: Settings = Settings()) {
    var processor = CommandProcessor(rules: settings.rules, format: settings.format, table: settings.table)
    self.init(value, settings, &processor)
  }

  package init(_ text: String, _ change: (inout Settings) -> Void = { _ in }) {
    var settings = Settings()
    change(&settings)
    self.init(Array(text.utf8), settings)
  }

  package init(_ value: [UInt8]?, _ settings: Settings, _ processor: inout CommandProcessor) {
    var headers = RecordHeaders(rules: settings.rules, format: settings.format)
    for (name, value) in settings.headers { headers.append(name: name, value: value) }
    let position = RecordPosition(
      topic: "customer.create.commands", partition: 3, offset: settings.offset, timestamp: settings.timestamp)
    var context = DecisionContext(
      clusterID: "cluster", time: 1_700_000_000_123, resultBytes: settings.resultBytes)
    context.smallestResult = settings.smallestResult
    let span = value.map { $0 }
    let decision: Decision
    if let span {
      decision = unsafe processor.decide(value: span.span.bytes, headers: headers)
    } else {
      decision = processor.decide(value: nil, headers: headers)
    }
    var outgoing = OutgoingRecords()
    let destination: OutgoingRecords.Destination
    if let key = settings.key {
      destination = unsafe processor.encode(
        decision, key: key.span.bytes, headers: headers, position: position, context: context, into: &outgoing)
    } else {
      destination = processor.encode(
        decision, key: nil, headers: headers, position: position, context: context, into: &outgoing)
    }
    isAccepted = decision.isAccepted
    errors = decision.errors.map { "\($0.code.rawValue) \($0.pointer)" }
    self.destination = destination
    let record = outgoing[0]
    self.value = record.value.map { $0.array } ?? []
    self.key = record.key.map { $0.array }
    var written: [(String, [UInt8])] = []
    record.forEachHeader { name, value in written.append((String(decoding: name.array, as: UTF8.self), value.array)) }
    self.headers = written
  }

  package var text: String { String(decoding: value, as: UTF8.self) }

  /// The result as any JSON parser reads it.
  package var result: [String: Any] {
    get throws { try JSONSerialization.jsonObject(with: Data(value)) as? [String: Any] ?? [:] }
  }

  /// The first error as a result has it.
  package var firstError: [String: Any] {
    get throws { try (result["errors"] as? [[String: Any]])?.first ?? [:] }
  }

  package func header(_ name: String) -> String? {
    let values = headers.filter { $0.name == name }.map { String(decoding: $0.value, as: UTF8.self) }
    return values.count == 1 ? values[0] : values.isEmpty ? nil : "(\(values.count) times)"
  }

  /// The customer's JSON text.
  package var customer: String? {
    guard let start = text.range(of: #","customer":"#), let end = text.range(of: #","position":"#, options: .backwards)
    else { return nil }
    return String(text[start.upperBound..<end.lowerBound])
  }
}

extension RawSpan {
  package var array: [UInt8] { unsafe withUnsafeBytes { unsafe Array($0) } }
}

extension Optional where Wrapped == RawSpan {
  package func map(_ body: (RawSpan) -> [UInt8]) -> [UInt8]? {
    guard let span = self else { return nil }
    return body(span)
  }
}

/// A command with the three required fields and these members.
package func command(_ members: String = "") -> String {
  #"{"legalName":"Ada Ltd","displayName":"Ada","customerType":"active"\#(members.isEmpty ? "" : "," + members)}"#
}

/// What every accepted customer of `command` ends with.
package let defaults = #""status":"active","taxExempt":false,"visibilityMode":"workspace_local""#
