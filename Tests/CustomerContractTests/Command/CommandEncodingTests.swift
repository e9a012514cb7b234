import Foundation
import Testing

import ContractTestSupport

@testable import CustomerContract

@Suite struct CommandEncodingTests {
  static func event(_ members: String, _ attributes: String = #""id":"e1","source":"/crm","type":"customer.create""#)
    -> String
  {
    #"{"specversion":"1.0",\#(attributes),\#(members)}"#
  }

  static let structured = ("content-type", "application/cloudevents+json; charset=UTF-8")
  static let binary = [
    ("ce_specversion", "1.0"), ("ce_id", "e1"), ("ce_source", "/crm"), ("ce_type", "customer.create"),
  ]

  @Test func `Confluent's framing is not part of the command`() {
    let framed = [0, 0, 0, 0, 9] + Array(command().utf8)
    #expect(Decided(framed).customer == Decided(command()).customer)
    #expect(Decided([0, 0, 0, 0, 9]).errors == ["empty "])
    #expect(Decided([0, 0, 0, 9]).errors == ["not_json "])
    #expect(Decided(command()) { $0.headers = [("__value_schema_id", "x")] }.errors == [])
  }

  @Test func `Offsets of faults count from the record's first byte`() {
    #expect(Decided([0, 0, 0, 0, 9] + Array(#"{"a":}"#.utf8)).text.contains(#""byteOffset":10}"#))
    let data = Data(#"{"a":}"#.utf8).base64EncodedString()
    let text = Self.event(#""data_base64":"\#(data)""#)
    let start = text.distance(from: text.startIndex, to: text.range(of: data)!.lowerBound)
    #expect(Decided(text).text.contains(#""byteOffset":\#(start + 4)}"#))
  }

  @Test func `A structured event is told by its content type or by its specversion`() {
    let text = Self.event(#""data":\#(command())"#)
    for headers in [
      [], [Self.structured], [("Content-Type", "APPLICATION/CLOUDEVENTS")], [("content-type", "application/json")],
    ] {
      let decided = Decided(text) { $0.headers = headers }
      #expect(decided.errors == [])
      #expect(decided.customer == Decided(command()).customer)
      #expect(decided.header("ce_causationid") == "e1")
    }
  }

  @Test func `A binary event's value is the command`() {
    let decided = Decided(command()) { $0.headers = Self.binary }
    #expect(decided.customer == Decided(command()).customer)
    #expect(decided.header("ce_causationid") == "e1")
    let withMember = Decided(command(#""specversion":"1.0""#)) { $0.headers = Self.binary }
    #expect(withMember.errors == ["unknown_field /specversion"])
  }

  @Test func `Data in base 64 is decoded`() {
    let data = Data(command(#""healthScore":1e1"#).utf8).base64EncodedString()
    #expect(
      Decided(Self.event(#""data_base64":"\#(data)""#)).customer == Decided(command(#""healthScore":10"#)).customer)
    #expect(Decided(Self.event(#""data_base64":"a""#)).errors == ["unsupported_event "])
    #expect(Decided(Self.event(#""data_base64":"/w==""#)).errors == ["not_utf8 "])
    #expect(Decided(Self.event(#""data_base64":"""#)).errors == ["unsupported_event "])
    // An event within an event is no event.
    let inner = Data(Self.event(#""data":{}"#).utf8).base64EncodedString()
    #expect(Decided(Self.event(#""data_base64":"\#(inner)""#)).errors.contains("unknown_field /specversion"))
  }

  @Test(arguments: [
    (#""data":"{}""#, ["unsupported_event "]), (#""data":[1]"#, ["unsupported_event "]),
    (#""data":null"#, ["unsupported_event "]), (#""x":1"#, ["unsupported_event "]),
    (#""data":{}, "data_base64":"e30=""#, ["unsupported_event "]),
    (#""data":{"legalName":1,"legalName":2}"#, ["duplicate_field /legalName"]),
    (#""x":1,"x":2,"data":{}"#, ["duplicate_field "]),
    (#""data":{"legalName":"a","displayName":"b"}"#, ["required /customerType"]),
    (#""data":{"legalName":"a"],"#, ["not_json "]),
  ])
  func `The data of an event is judged as a command, its pointers are the command's`(
    _ members: String, _ errors: [String]
  ) {
    #expect(Decided(Self.event(members)).errors == errors)
  }

  @Test(arguments: [
    #""id":"","source":"s","type":"customer.create""#, #""source":"s","type":"customer.create""#,
    #""id":"e","source":"","type":"customer.create""#, #""id":"e","type":"customer.create""#,
    #""id":"e","source":"s","type":"customer.update""#, #""id":"e","source":"s""#,
    #""id":1,"source":"s","type":"customer.create""#,
    #""id":"e","source":"s","type":"customer.create","datacontenttype":"text/xml""#,
  ])
  func `An event that is no create-customer command is not supported`(_ attributes: String) throws {
    let decided = Decided(Self.event(#""data":\#(command())"#, attributes))
    #expect(decided.errors == ["unsupported_event "])
    #expect(decided.text.contains(#","command":\#(command()),"#))
  }

  @Test func `All that is wrong with an event is told at once`() {
    let decided = Decided(#"{"specversion":"0.3","data":{}}"#)
    #expect(decided.errors == Array(repeating: "unsupported_event ", count: 4))
  }

  @Test(arguments: [
    ("application/cloudevents-batch+json", "[]"), ("application/cloudevents+avro", "\u{1}x"),
    ("application/cloudevents+protobuf", "x"),
  ])
  func `Batches and other formats are not supported`(_ contentType: String, _ text: String) {
    #expect(Decided(text) { $0.headers = [("content-type", contentType)] }.errors == ["unsupported_event "])
  }

  @Test(arguments: [
    ("application/json", true), ("application/vnd.acme+json; v=1", true), ("text/json", true),
    ("application/avro", false),
    ("json", false),
  ])
  func `A binary event's data is JSON`(_ contentType: String, _ isSupported: Bool) {
    let decided = Decided(command()) { $0.headers = Self.binary + [("content-type", contentType)] }
    #expect(decided.errors == (isSupported ? [] : ["unsupported_event "]))
  }

  @Test func `A plain command's content type is not looked at`() {
    #expect(Decided(command()) { $0.headers = [("content-type", "text/xml")] }.errors == [])
  }

  @Test func `An event has no more members than any object`() {
    let members = (0..<996).map { "\"x\($0)\":0" }.joined(separator: ",")
    #expect(Decided(Self.event(#""data":\#(command()),\#(members.dropFirst(7))"#)).errors == [])
    let more = Self.event(#""data":\#(command()),\#(members)"#)
    #expect(Decided(more).errors == ["too_large "])
    #expect(Decided(more) { $0.headers = [Self.structured] }.errors == ["too_large "])
    // Shown as it was sent it would break a reader's limits.
    let text = Self.event(#""data":1,\#(members)"#)
    #expect(Decided(text) { $0.headers = [Self.structured] }.text.contains(#","commandText":"#))
  }

  @Test(arguments: [
    #""data":[1]"#, #""x":1"#, #""data":{},"data":{}"#, #""data_base64":"a""#, #""data_base64":"e30x""#,
    #""data_base64":"" "#, #""data_base64":"W10=""#, #""data_base64":"/w==""#,
  ])
  func `The result of an event that cannot be read as a command has the event's id all the same`(_ members: String) {
    let decided = Decided(Self.event(#"\#(members),"correlationid":"c1""#))
    #expect(decided.destination == .rejected)
    #expect(decided.header("ce_causationid") == "e1")
    #expect(decided.header("ce_correlationid") == "c1")
  }

  @Test(arguments: ["", "{", "[]", "\u{0}", #"{"a":1,"a":2}"#])
  func `So has that of a binary event`(_ text: String) {
    #expect(Decided(text) { $0.headers = Self.binary }.header("ce_causationid") == "e1")
  }

  @Test func `Types of events are a setting`() {
    let text = Self.event(#""data":\#(command())"#, #""id":"e","source":"s","type":"crm.create""#)
    #expect(Decided(text) { $0.rules.eventTypes = ["customer.create", "crm.create"] }.errors == [])
  }

  @Test func `Names of headers compare without case, the last of several counts, long ones are absent`() {
    let decided = Decided(command()) { $0.headers = [("Idempotency-KEY", "a"), ("idempotency-key", "b")] }
    #expect(decided.header("ce_causationid") == "b")
    let long = String(repeating: "x", count: 1025)
    #expect(Decided(command()) { $0.headers = [("correlation-id", long)] }.header("ce_correlationid") == nil)
    #expect(Decided(command()) { $0.headers = Self.binary + [("ce_id", long)] }.errors == ["unsupported_event "])
  }
}
