@testable internal import CustomerContract

/// Changes an input by whole tokens: libFuzzer's own changes to bytes leave little JSON behind.
struct TokenMutator {
  private static let strings = [
    "\"\"", "\"a\"", "\"\\u0061\"", "\"\\n\\\\\\\"\"", "\"\\ud83d\\ude00\"", "\"\\ud800\"", "\" \"", "\"active\"",
    "\"prospect\"",
    "\"global\"", "\"net_15\"", "\"1.0\"", "\"customer.create\"", "\"2024-02-29T23:59:60Z\"", "\"urn:a:%41\"",
    "\"a@b.c\"",
    "\"e30=\"", "\"w\\\"1\"", "\"\\u2003\"", "\"\u{e9}\"", "\"application/xml\"",
  ]
  private static let scalars = [
    "null", "true", "false", "0", "-0", "1e2", "1.0", "-1.5E+3", "9223372036854775807", "9223372036854775808", "1e400",
    "100e-2", "0.001e3", "12345678901234", "tru", "01", "1.", "-",
  ]
  private static let values = [
    "{}", "[]", "[[[[[1]]]]]", "{\"a\":{\"a\":[1,{\"b\":2}]}}", "{\"a\":1,\"\\u0061\":2}", "[1,]",
  ]
  private static let names =
    FieldTable.customer.fields.map(\.name) + [
      "x", "\\u0078", "status", "st\\u0061tus", "specversion", "id", "source", "type", "data", "data_base64",
      "datacontenttype", "correlationid", "legalname", "primaryEmial",
    ]

  /// To start from: what grew from bytes that are not JSON seldom becomes JSON again.
  private static let commands = [
    #"{"legalName":"Ada","displayName":"A","customerType":"active"}"#,
    #"{"legalName":"a","displayName":"b","customerType":"partner","status":"churned","taxExempt":true,"healthScore":10.0,"#
      + #""creditLimit":{"a":[1,{"b":null}]},"workspaceId":"w\"1","website":"a:b","customerSince":"2024-02-29T23:59:60Z"}"#,
    #" { "legalName" : "\u0041" , "displayName":"b","customerType":"prospect","contractTerms":{"x":[]} ,"visibilityMode":"shared" } "#,
    #"{"specversion":"1.0","id":"1","source":"s","type":"customer.create","correlationid":"c","data":"#
      + #"{"legalName":"a","displayName":"b","customerType":"active","healthScore":1e2}}"#,
    #"[{"a":[1,2.5e-3,"\n",true,null]}]"#,
  ]

  private var state: UInt64

  init(seed: UInt32) {
    state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
  }

  mutating func below(_ bound: Int) -> Int {
    // SplitMix64.
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((value ^ (value >> 31)) % UInt64(bound))
  }

  private mutating func one(of texts: [String]) -> [UInt8] { Array(texts[below(texts.count)].utf8) }

  mutating func change(_ bytes: [UInt8]) -> [UInt8] {
    var settings = Array(bytes.prefix(4))
    var tokens = Self.tokens(bytes.dropFirst(4))
    if below(4) == 0 { settings[below(4)] = UInt8(below(256)) }
    let startsAnew = below(2) == 0
    if startsAnew { tokens = Self.tokens(one(of: Self.commands)[...]) }
    for _ in 0...below(3) where !tokens.isEmpty { changeToken(&tokens, keepsForm: startsAnew) }
    return settings + tokens.joined()
  }

  private mutating func changeToken(_ tokens: inout [[UInt8]], keepsForm: Bool) {
    let index = below(tokens.count)
    switch keepsForm ? 3 + below(9) : below(12) {
    case 0: tokens.remove(at: index)
    case 1: tokens.insert(tokens[below(tokens.count)], at: index)
    case 2: tokens.swapAt(index, below(tokens.count))
    case 3: tokens.insert([[0x20], [0x0A], [0x20, 0x09, 0x0D]][below(3)], at: index)
    case 4 where !keepsForm:
      tokens.insert(contentsOf: tokens[index..<min(tokens.count, index + below(16))], at: below(tokens.count))
    case 5...8: tokens[index] = like(tokens[index])
    default: insertMember(&tokens, near: index)
    }
  }

  /// Another token of the same kind, or a value instead of one.
  private mutating func like(_ token: [UInt8]) -> [UInt8] {
    switch token.first {
    case UInt8(ascii: "\""):
      return below(3) == 0 ? Array("\"".utf8) + one(of: Self.names) + Array("\"".utf8) : one(of: Self.strings)
    case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ","),
      UInt8(ascii: ":"):
      return token
    default: return below(3) == 0 ? one(of: Self.values) : one(of: below(2) == 0 ? Self.scalars : Self.strings)
    }
  }

  private mutating func insertMember(_ tokens: inout [[UInt8]], near index: Int) {
    guard let brace = tokens[index...].firstIndex(of: [UInt8(ascii: "}")]) ?? tokens.lastIndex(of: [UInt8(ascii: "}")])
    else { return }
    let value = one(of: [Self.strings, Self.scalars, Self.values][below(3)])
    let comma = brace > 0 && tokens[brace - 1] != [UInt8(ascii: "{")] ? "," : ""
    tokens.insert(Array("\(comma)\"".utf8) + one(of: Self.names) + Array("\":".utf8) + value, at: brace)
  }

  /// Pieces that make up the bytes: strings, brackets and marks, and all that is between them.
  private static func tokens(_ bytes: ArraySlice<UInt8>) -> [[UInt8]] {
    var tokens: [[UInt8]] = []
    var at = bytes.startIndex
    while at < bytes.endIndex {
      let start = at
      at += 1
      if bytes[start] == UInt8(ascii: "\"") {
        while at < bytes.endIndex, bytes[at] != UInt8(ascii: "\"") { at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1 }
        at = min(at + 1, bytes.endIndex)
      } else if !isMark(bytes[start]) {
        while at < bytes.endIndex, !isMark(bytes[at]), bytes[at] != UInt8(ascii: "\"") { at += 1 }
      }
      tokens.append(Array(bytes[start..<at]))
    }
    return tokens
  }

  private static func isMark(_ byte: UInt8) -> Bool { "{}[],:".utf8.contains(byte) }
}

/// Changes an input for libFuzzer: mostly by `TokenMutator`, now and then by libFuzzer's own changes to bytes.
@_cdecl("LLVMFuzzerCustomMutator")
public func fuzzMutate(_ data: UnsafeMutablePointer<UInt8>, _ count: Int, _ capacity: Int, _ seed: UInt32) -> Int {
  var mutator = TokenMutator(seed: seed)
  guard count > 4, mutator.below(8) > 0 else { return mutateBytes(data, count, capacity) }
  let changed = mutator.change(Array(UnsafeBufferPointer(start: data, count: count))).prefix(capacity)
  for (index, byte) in changed.enumerated() { data[index] = byte }
  return changed.count
}

@_silgen_name("LLVMFuzzerMutate")
private func mutateBytes(_ data: UnsafeMutablePointer<UInt8>, _ count: Int, _ capacity: Int) -> Int
