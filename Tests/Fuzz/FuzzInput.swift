internal import Foundation

/// One input of the fuzzer: four bytes of settings, headers and encoding, then the value.
struct FuzzInput {
  enum Wrap: Int { case none, framed, event, eventInBase64 }

  let settings: FuzzSettings
  let wrap: Wrap
  /// The value as the fuzzer made it.
  let inner: [UInt8]
  /// The record's.
  let value: [UInt8]
  var key: [UInt8]?
  var headers: [(name: String, value: [UInt8])] = []
  var resultBytes = 1_000_000
  var smallestResult = false

  init(_ bytes: [UInt8]) {
    func byte(_ index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }
    settings = FuzzSettings(byte(0))
    let inner = Array(bytes.dropFirst(4))
    self.inner = inner
    wrap = Wrap(rawValue: Int(byte(3) & 3)) ?? .none
    value = Self.wrapped(inner, wrap)
    if byte(2) & 7 > 0 { key = [UInt8](repeating: byte(2), count: Int(byte(2) & 7) * 200) }
    resultBytes = [1_000_000, 4096, 6000, 20_000][Int(byte(2) >> 3 & 3)]
    smallestResult = byte(2) >> 5 == 7
    addHeaders(byte(1), byte(3) >> 2)
  }

  private init(_ settings: FuzzSettings, value: [UInt8]) {
    self.settings = settings
    wrap = .none
    inner = value
    self.value = value
  }

  private static func wrapped(_ inner: [UInt8], _ wrap: Wrap) -> [UInt8] {
    let start = #"{"specversion":"1.0","id":"e1","source":"/crm","type":"customer.create","#
    switch wrap {
    case .none: return inner
    case .framed: return [0, 0, 0, 0, 9] + inner
    case .event: return Array((start + #""data":"#).utf8) + inner + Array("}".utf8)
    case .eventInBase64:
      let base64 = Array(Data(inner).base64EncodedString().utf8)
      return Array((start + #""data_base64":""#).utf8) + base64 + Array("\"}".utf8)
    }
  }

  private mutating func addHeaders(_ bits: UInt8, _ more: UInt8) {
    func add(_ name: String, _ value: String) { headers.append((name, Array(value.utf8))) }
    if bits & 1 != 0 {
      let prefix = more & 1 == 0 ? "ce_" : "ce-"
      let quote = more & 2 == 0 ? "" : "\""
      for (name, value) in [("specversion", "1.0"), ("id", "é1"), ("source", "/crm"), ("type", "customer.create")] {
        add(prefix + name, quote + value + quote)
      }
    }
    if bits & 2 != 0 { add("Content-Type", "application/cloudevents+json; charset=utf-8") }
    if bits & 4 != 0 { add("idempotency-key", "\"key \(more)\"") }
    if bits & 8 != 0 { add("correlation-id", String(repeating: "c", count: Int(more) * 17)) }
    if bits & 16 != 0 {
      add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
      add("tracestate", "a=1, b=\(more)")
    }
    if bits & 32 != 0 { headers.append(("kafka_correlationId", [UInt8](repeating: 0xFF, count: Int(more) * 16))) }
    if bits & 64 != 0 { headers.append(("workspace-id", more == 63 ? [0xC3] : Array("w\"\(more % 4)".utf8))) }
    if bits & 128 != 0 {
      add("content-type", ["text/xml", "application/json", "application/cloudevents+avro"][Int(more % 3)])
    }
  }

  /// Another command for the same processor, to leave other things in its memory.
  static func neighbour(_ settings: FuzzSettings, numbered number: Int) -> FuzzInput {
    FuzzInput(settings, value: Array(neighbours[number % neighbours.count].utf8))
  }

  private static let neighbours = [
    #"{"legalName":"\u0041da","displayName":"Ada","customerType":"active","healthScore":1e2,"workspaceId":"w\u0031"}"#,
    #"{"contractTerms":{"a":[{"b":[1 2]}]}}"#, #"{"x":1,"\u0078":2,"y":{"z":{"z":{"z":{"z":{}}}}}}"#,
    #"{"specversion":"1.0","data":{"a":"\n"},"data":1}"#, "[", #"{"legalName":null,"u1":1,"u2":2,"customerType":"x"}"#,
  ]
}
