internal import CustomerContract

/// What a rejected result says of a row.
public struct RejectedRow: Sendable, Equatable {
  struct Failure: Sendable, Equatable {
    let code: String
    let pointer: [UInt8]
    let message: [UInt8]
  }

  /// In the result's order.
  let failures: [Failure]
  /// The members of the problem details for the file of errors: all but the command, which stands in the user's file.
  let members: [UInt8]

  /// The code of each error, in the result's order.
  public var codes: [String] { failures.map(\.code) }

  /// Reads problem details (RFC 9457) as a worker writes them.
  public init(problem: RawSpan) {
    let text = Span<UInt8>(_bytes: problem)
    var members: [UInt8] = []
    var failures: [Failure] = []
    JSONMembers.forEach(of: text, in: 0..<text.count) { name, value in
      if name.elementsEqual("errors".utf8) {
        failures = JSONMembers.elements(of: text, in: value).map { Self.failure(text, $0) }
      }
      if Self.commandMembers.contains(where: { name.elementsEqual($0.utf8) }) { return }
      members.append(UInt8(ascii: ","))
      members.appendJSON(name)
      members.append(UInt8(ascii: ":"))
      for offset in value { members.append(text[offset]) }
    }
    (self.failures, self.members) = (failures, members)
  }

  private static let commandMembers = ["command", "commandText", "commandBase64"]

  private static func failure(_ text: Span<UInt8>, _ error: Range<Int>) -> Failure {
    var parts: (code: [UInt8], pointer: [UInt8], message: [UInt8]) = ([], [], [])
    JSONMembers.forEach(of: text, in: error) { name, value in
      guard let string = JSONMembers.string(text, value) else { return }
      if name.elementsEqual("code".utf8) { parts.code = string }
      if name.elementsEqual("pointer".utf8) { parts.pointer = string }
      if name.elementsEqual("message".utf8) { parts.message = string }
    }
    return Failure(
      code: String(decoding: parts.code, as: UTF8.self), pointer: parts.pointer, message: parts.message)
  }
}
