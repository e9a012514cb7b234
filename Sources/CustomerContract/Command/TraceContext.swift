/// The headers of W3C Trace Context; results carry only valid ones.
enum TraceContext {
  /// Section 3.2.2: version, trace, parent and flags in lower-case hexadecimal; later versions may go on behind a dash.
  static func isValidParent(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= 55, bytes[2] == dash, bytes[35] == dash, bytes[52] == dash,
      isHex(bytes[0..<2]), isHex(bytes[3..<35]), isHex(bytes[36..<52]), isHex(bytes[53..<55])
    else { return false }
    if bytes[0...1].elementsEqual("ff".utf8) { return false }
    if bytes[3..<35].allSatisfy({ $0 == zero }) || bytes[36..<52].allSatisfy({ $0 == zero }) { return false }
    let isFirstVersion = bytes[0...1].elementsEqual("00".utf8)
    return bytes.count == 55 || !isFirstVersion && bytes[55] == dash
  }

  private static let dash = UInt8(ascii: "-")
  private static let zero = UInt8(ascii: "0")

  private static func isHex(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.allSatisfy { $0.isDigit || $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "f") }
  }

  /// Section 3.3.1: up to 32 members `key=value`, separated by commas, at most 512 characters as a whole.
  static func isValidState(_ bytes: [UInt8]) -> Bool {
    guard bytes.count <= 512 else { return false }
    let members = bytes.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map(trimmed)
    let filled = members.filter { !$0.isEmpty }
    return (1...32).contains(filled.count) && filled.allSatisfy(isMember)
  }

  private static func trimmed(_ member: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
    let start = member.drop(while: isSpace)
    let end = start.lastIndex { !isSpace($0) }
    return end.map { start[...$0] } ?? []
  }

  private static func isMember(_ member: ArraySlice<UInt8>) -> Bool {
    guard let equals = member.firstIndex(of: UInt8(ascii: "=")) else { return false }
    let key = member[..<equals]
    let value = member[(equals + 1)...]
    guard let first = key.first, key.count <= 256,
      first >= UInt8(ascii: "a") && first <= UInt8(ascii: "z") || first.isDigit,
      key.allSatisfy(isKeyByte)
    else { return false }
    return (1...256).contains(value.count)
      && value.allSatisfy { $0 >= 0x20 && $0 <= 0x7E && $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "=") }
  }

  private static func isKeyByte(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") || byte.isDigit || "_-*/@".utf8.contains(byte)
  }
}
