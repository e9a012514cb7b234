/// One of the brokers to start from: `HOST`, `HOST:PORT` or `[IPv6]:PORT`, with a protocol in front of it or without.
struct BrokerAddress: Equatable, Sendable {
  /// One of librdkafka's values of `security.protocol`, in upper case; nil when the address has none.
  let securityProtocol: String?
  /// The name or the address of the host, without brackets.
  let host: String

  static let securityProtocols = ["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"]

  /// The brokers of a text that separates them by commas; nil when one of them is no address.
  static func list(_ text: String) -> [BrokerAddress]? {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    let addresses = parts.compactMap { BrokerAddress($0.drop { $0 == " " }) }
    return addresses.count == parts.count ? addresses : nil
  }

  private init?(_ text: Substring) {
    var address = text
    var securityProtocol: String?
    if let separator = text.firstRange(of: "://") {
      let name = text[..<separator.lowerBound].uppercased()
      guard Self.securityProtocols.contains(name) else { return nil }
      securityProtocol = name
      address = text[separator.upperBound...]
    }
    self.securityProtocol = securityProtocol
    if address.hasPrefix("["), let end = address.firstIndex(of: "]") {
      let port = address[address.index(after: end)...]
      guard port.isEmpty || port.hasPrefix(":") && Self.isPort(port.dropFirst()) else { return nil }
      host = String(address[address.index(after: address.startIndex)..<end])
      guard !host.isEmpty, host.utf8.allSatisfy({ $0.isASCIIAlphanumeric || ":.%".utf8.contains($0) }) else {
        return nil
      }
      return
    }
    let parts = address.split(separator: ":", omittingEmptySubsequences: false)
    guard let name = parts.first, parts.count <= 2, !name.isEmpty, parts.count == 1 || Self.isPort(parts[1]),
      name.utf8.allSatisfy({ $0.isASCIIAlphanumeric || "._-".utf8.contains($0) })
    else { return nil }
    host = String(name)
  }

  /// Whether the host is this machine, so that nobody on the way reads what is sent.
  var isLoopback: Bool {
    let name = host.lowercased()
    if name == "localhost" || name.hasSuffix(".localhost") { return true }
    if name.hasPrefix("127."), name.split(separator: ".").count == 4 {
      return name.allSatisfy { $0.isNumber || $0 == "." }
    }
    // `::1` in each of its spellings.
    return host.contains(":") && host.hasSuffix("1") && host.dropLast().allSatisfy { $0 == ":" || $0 == "0" }
  }

  private static func isPort(_ text: Substring) -> Bool {
    text.allSatisfy { $0.isNumber } && UInt16(text).map { $0 > 0 } ?? false
  }
}

extension UInt8 {
  var isASCIIAlphanumeric: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }
}
