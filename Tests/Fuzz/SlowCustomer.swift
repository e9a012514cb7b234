@testable internal import CustomerContract

/// The customer that a command makes, put together from its members one by one.
struct SlowCustomer {
  private let settings: FuzzSettings
  private let workspace: [UInt8]?

  init(_ settings: FuzzSettings, workspace: [UInt8]?) {
    self.settings = settings
    self.workspace = workspace
  }

  func customer(of command: ArraySlice<UInt8>) -> [UInt8] {
    guard let members = SlowMember.all(in: command), let first = members.first else { return [] }
    let kept = members.filter { !isDropped($0) }
    var text: [UInt8] = [UInt8(ascii: "{")]
    if kept.count < members.count {
      text += kept.map(written).joined(separator: [UInt8(ascii: ",")])
    } else {
      // The text as it is, with the white space around the members.
      let brace = command[..<first.whole.startIndex].lastIndex(of: UInt8(ascii: "{")) ?? command.startIndex
      var at = brace + 1
      for member in members {
        text += command[at..<member.whole.startIndex]
        text += written(member)
        at = member.whole.endIndex
      }
    }
    for field in FieldTable.customer.fields {
      guard let value = field.defaultJSON, !kept.contains(where: { $0.isNamed(field.name) }) else { continue }
      text += Array(",\"\(field.name)\":\(value)".utf8)
    }
    if case .header = settings.rules.workspace, !kept.contains(where: { $0.isNamed("workspaceId") }) {
      let escaped = (workspace ?? []).flatMap { $0 == UInt8(ascii: "\"") ? [UInt8(ascii: "\\"), $0] : [$0] }
      text += Array(",\"workspaceId\":\"".utf8) + escaped + [UInt8(ascii: "\"")]
    }
    return text + [UInt8(ascii: "}")]
  }

  private func field(_ member: SlowMember) -> Field? {
    FieldTable.customer.fields.first { member.isNamed($0.name) }
  }

  private func isDropped(_ member: SlowMember) -> Bool {
    guard let field = field(member) else { return settings.rules.unknownFields == .drop }
    if settings.rules.nullFields == .absent, field.type != .unknown, member.value.elementsEqual("null".utf8) {
      return true
    }
    return settings.rules.emptyStrings == .absent && !isFreeText(field) && member.value.elementsEqual("\"\"".utf8)
  }

  private func isFreeText(_ field: Field) -> Bool {
    switch field.type {
    case .string: field.name != "workspaceId"
    case .text, .unknown: true
    default: false
    }
  }

  private func written(_ member: SlowMember) -> [UInt8] {
    guard field(member)?.type == .integer else { return Array(member.whole) }
    return Array(member.whole[..<member.value.startIndex])
      + Array(plainDigits(String(decoding: member.value, as: UTF8.self)).utf8)
  }

  /// A whole number without point and exponent, by moving the point in its text.
  private func plainDigits(_ number: String) -> String {
    let parts = number.lowercased().split(separator: "e", omittingEmptySubsequences: false)
    let sign = number.hasPrefix("-") ? "-" : ""
    let mantissa = parts[0].drop { $0 == "-" }.split(separator: ".", omittingEmptySubsequences: false)
    let fraction = mantissa.count > 1 ? String(mantissa[1]) : ""
    var digits = String(mantissa[0]) + fraction
    guard digits.contains(where: { $0 != "0" }) else { return "0" }
    let shift = (parts.count > 1 ? Int(parts[1].replacing("+", with: "")) ?? 0 : 0) - fraction.count
    digits = shift >= 0 ? digits + String(repeating: "0", count: shift) : String(digits.dropLast(-shift))
    return sign + digits.drop { $0 == "0" }
  }
}
