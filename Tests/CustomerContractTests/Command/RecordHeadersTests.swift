import ContractTestSupport
import Testing

@testable import CustomerContract

@Suite struct RecordHeadersTests {
  static let hyphenated = [
    ("ce-specversion", "1.0"), ("ce-id", "e1"), ("ce-source", "/crm"), ("ce-type", "customer.create"),
  ]

  @Test func `The prefix ce- makes an event, of the same identity`() throws {
    let decided = Decided(command()) { $0.headers = Self.hyphenated + [("CE-CorrelationId", "c1")] }
    #expect(decided.errors == [])
    #expect(try decided.result["customerId"] as? String == "586165f1-6d0f-501e-ad64-e8c9c9f95390")
    #expect(decided.header("ce_causationid") == "e1")
    #expect(decided.header("ce_correlationid") == "c1")
  }

  @Test func `ce_ wins where both prefixes are there, whatever their order`() {
    for headers in [[("ce_id", "a"), ("ce-id", "b")], [("ce-id", "b"), ("ce_id", "a")]] {
      let decided = Decided(command()) { $0.headers = Self.hyphenated.filter { $0.0 != "ce-id" } + headers }
      #expect(decided.header("ce_causationid") == "a")
    }
    let long = String(repeating: "x", count: 1025)
    #expect(Decided(command()) { $0.headers = Self.hyphenated + [("ce_id", long)] }.header("ce_causationid") == "e1")
  }

  @Test func `A command whose headers cannot be read is rejected, whatever is in it`() throws {
    var processor = CommandProcessor(rules: Rules(), format: ResultFormat())
    var headers = processor.makeHeaders()
    func errors(_ text: String, _ processor: inout CommandProcessor) -> [String] {
      let bytes = Array(text.utf8)
      let decision = unsafe processor.decide(value: bytes.span.bytes, headers: headers)
      return decision.errors.map { String(decoding: $0.json, as: UTF8.self) }
    }
    #expect(errors(command(), &processor) == [])
    headers.areUnreadable = true
    let error =
      #"{"code":"too_large","pointer":"","message":"the record must have no more than 100000 headers, and none of its headers can be read","limit":100000}"#
    for text in [
      command(), "{", "\u{1}", String(repeating: " ", count: 900_001), String(repeating: " ", count: 1_100_000),
    ] {
      #expect(errors(text, &processor) == [error])
    }
    let empty = processor.decide(value: nil, headers: headers)
    #expect(empty.errors.map(\.code) == [.empty])
    headers.removeAll()
    #expect(errors(command(), &processor) == [])
  }

  @Test func `A name with a zero byte in it is another name`() {
    let decided = Decided(command()) {
      $0.rules.workspace = .header(name: "workspace-id")
      $0.headers = [("workspace-id\0", "w1"), ("workspace-id\0x", "w2")]
    }
    #expect(decided.errors == ["workspace_required "])
  }

  @Test func `An event of another type is refused for the prefix ce- alone`() {
    let headers = [("ce-specversion", "1.0"), ("ce-id", "1"), ("ce-source", "/crm"), ("ce-type", "order.created")]
    #expect(Decided(command()) { $0.headers = headers }.errors == ["unsupported_event "])
  }

  /// The vector of the event in `ResultIdentityTests`: quotes around its id and source are no part of its name.
  @Test func `Quotes around an event's headers are not part of them`() throws {
    let quoted = Self.hyphenated.map { ($0.0.replacing("-", with: "_"), "\"\($0.1)\"") }
    let decided = Decided(command()) {
      $0.headers = quoted + [("content-type", "\"application/json\""), ("ce_correlationid", "\"c1\"")]
    }
    #expect(decided.errors == [])
    #expect(try decided.result["customerId"] as? String == "586165f1-6d0f-501e-ad64-e8c9c9f95390")
    #expect(decided.header("ce_causationid") == "e1")
    #expect(decided.header("ce_correlationid") == "c1")
    let structured = Decided(CommandEncodingTests.event(#""data":\#(command())"#)) {
      $0.headers = [("content-type", "\"application/cloudevents+json\"")]
    }
    #expect(structured.errors == [])
  }

  @Test func `Quotes around other headers stay, and only one pair goes`() {
    let plain = Decided(command()) { $0.headers = [("correlation-id", "\"c1\""), ("kafka_correlationId", "\"k\"")] }
    #expect(plain.header("ce_correlationid") == "\"c1\"")
    #expect(plain.header("kafka_correlationId") == "\"k\"")
    #expect(Decided(command()) { $0.headers = [("ce_correlationid", "\"c\"")] }.header("ce_correlationid") == "\"c\"")
    let event = Decided(command()) {
      $0.headers = Self.hyphenated.dropLast() + [("ce_type", "\"\"customer.create\"\"")]
    }
    #expect(event.errors == ["unsupported_event "])
    #expect(Decided(command()) { $0.headers = Self.hyphenated + [("ce_id", "\"\"")] }.errors == ["unsupported_event "])
  }

  @Test func `Headers that nobody asks for are not kept`() {
    var headers = RecordHeaders()
    for number in 0..<1000 { headers.append(name: "x-\(number)", value: String(repeating: "v", count: 1000)) }
    #expect(headers.isEmpty)
    headers.append(name: "CE_ID", value: "1")
    #expect(!headers.isEmpty && headers[.eventID] == [UInt8(ascii: "1")])
    headers.removeAll()
    #expect(headers.isEmpty && headers[.eventID] == nil)
  }

  @Test func `Names compare in their full length`() {
    var headers = RecordHeaders()
    for name in ["ce_id\u{0}", "ce_i", "ce_idx", "\u{0}ce_id", "ce_iD "] { headers.append(name: name, value: "1") }
    #expect(headers.isEmpty)
  }

  @Test func `A header that a setting names is read`() {
    var rules = Rules()
    rules.workspace = .header(name: "X-Tenant")
    var format = ResultFormat()
    format.copyHeaders = ["job-id"]
    var headers = RecordHeaders(rules: rules, format: format)
    headers.append(name: "x-tenant", value: "w1")
    headers.append(name: "JOB-ID", value: "7")
    #expect(headers[HeaderName("X-Tenant")] == Array("w1".utf8))
    #expect(headers[HeaderName("job-id")] == Array("7".utf8))
  }

  @Test func `No header of a result may be copied, and none of CloudEvents`() {
    for row in HeaderTable.results { #expect(!HeaderTable.mayBeCopied(row.name.text.uppercased())) }
    #expect(!HeaderTable.mayBeCopied("ce_subject"))
    #expect(HeaderTable.mayBeCopied("job-id"))
  }
}
