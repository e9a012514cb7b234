import Foundation
import Testing

import ContractTestSupport

@testable import CustomerContract

@Suite struct ResultTests {
  @Test func `An accepted result, to the byte`() {
    let decided = Decided(#" { "legalName" : "Ada" , "displayName":"A","customerType":"partner" } "#) {
      $0.key = Array("k1".utf8)
    }
    #expect(
      decided.text
        == #"{"customerId":"\#(ResultIdentityTests.recordCustomer)","customer":{ "legalName" : "Ada" , "displayName":"A","customerType":"partner",\#(defaults)},"position":{"topic":"customer.create.commands","partition":3,"offset":7,"timestamp":1700000000000}}"#
    )
    #expect(decided.key == Array("k1".utf8))
  }

  @Test func `A rejected result, to the byte`() {
    let decided = Decided(command(#""taxExempt": 0"#)) { $0.timestamp = nil }
    #expect(
      decided.text
        == #"{"type":"urn:customer-create:problem:invalid_type","title":"A field has the wrong type","status":422,"detail":"taxExempt must be a boolean, true or false, not a number","errors":[{"code":"invalid_type","pointer":"/taxExempt","message":"taxExempt must be a boolean, true or false, not a number","type":"boolean"}],"command":\#(command(#""taxExempt": 0"#)),"position":{"topic":"customer.create.commands","partition":3,"offset":7,"timestamp":null}}"#
    )
    #expect(decided.key == nil)
  }

  @Test func `A plain command's result has six headers, each once`() {
    let accepted = Decided(command())
    #expect(
      accepted.headers.map { "\($0.name)=\(String(decoding: $0.value, as: UTF8.self))" }.sorted() == [
        "ce_id=\(ResultIdentityTests.decision)", "ce_source=/customer-worker", "ce_specversion=1.0",
        "ce_time=2023-11-14T22:13:20.123Z", "ce_type=customer.create.accepted", "content-type=application/json",
      ])
    let rejected = Decided("{}")
    #expect(rejected.header("ce_type") == "customer.create.rejected")
    #expect(rejected.header("content-type") == "application/problem+json")
    #expect(rejected.headers.count == 6)
  }

  @Test func `Identifiers and trace context go along`() {
    let parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    let decided = Decided(command()) {
      $0.format.copyHeaders = ["job-id", "Tenant"]
      $0.headers = [
        ("idempotency-key", #""key 1""#), ("correlation-id", "c1"), ("traceparent", parent),
        ("tracestate", "rojo=00f067aa0ba902b7,congo=t61rcWkgMzE"), ("kafka_correlationId", "\u{1}\u{2}"),
        ("Job-Id", "j"), ("tenant", "t"), ("other", "o"),
      ]
    }
    #expect(decided.header("ce_causationid") == "key 1")
    #expect(decided.header("ce_correlationid") == "c1")
    #expect(decided.header("traceparent") == parent)
    #expect(decided.header("tracestate") == "rojo=00f067aa0ba902b7,congo=t61rcWkgMzE")
    #expect(decided.header("kafka_correlationId") == "\u{1}\u{2}")
    #expect(decided.header("job-id") == "j")
    #expect(decided.header("Tenant") == "t")
    #expect(decided.headers.count == 13)
  }

  @Test(arguments: [
    "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331", "00-00000000000000000000000000000000-b7ad6b7169203331-01",
    "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
    "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
    "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-x",
    "garbage",
  ])
  func `A trace context that is not valid is left out, its state too`(_ parent: String) {
    let decided = Decided(command()) { $0.headers = [("traceparent", parent), ("tracestate", "a=1")] }
    #expect(decided.headers.count == 6)
  }

  @Test(arguments: ["a", "=1", "A=1", "a=", String(repeating: "a=1,", count: 33) + "a=1", "a=1;b=é"])
  func `A trace state that is not valid is left out`(_ state: String) {
    let parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    let decided = Decided(command()) { $0.headers = [("traceparent", parent), ("tracestate", state)] }
    #expect(decided.headers.count == 7)
  }

  @Test func `A structured result is one JSON text`() throws {
    let decided = Decided(command()) {
      $0.format.mode = .structured
      $0.headers = [("idempotency-key", "k\"1"), ("correlation-id", "c1")]
    }
    let event = try decided.result
    #expect(decided.headers.map(\.name) == ["content-type"])
    #expect(decided.header("content-type") == "application/cloudevents+json")
    #expect(event["specversion"] as? String == "1.0")
    #expect(event["id"] as? String == ResultIdentityTests.decision)
    #expect(event["type"] as? String == "customer.create.accepted")
    #expect(event["source"] as? String == "/customer-worker")
    #expect(event["time"] as? String == "2023-11-14T22:13:20.123Z")
    #expect(event["datacontenttype"] as? String == "application/json")
    #expect(event["causationid"] as? String == "k\"1")
    #expect(event["correlationid"] as? String == "c1")
    #expect((event["data"] as? [String: Any])?["customerId"] != nil)
    let rejected = try Decided("{}") { $0.format.mode = .structured }.result
    #expect(rejected["datacontenttype"] as? String == "application/problem+json")
    #expect((rejected["data"] as? [String: Any])?["status"] as? Int == 422)
  }

  @Test(arguments: ErrorCode.allCases)
  func `Each code has a title and a status of its own`(_ code: ErrorCode) {
    #expect(!code.title.isEmpty)
    #expect([400, 401, 403, 422].contains(code.status))
    #expect(ErrorCode.allCases.filter { $0.title == code.title } == [code])
  }
}
