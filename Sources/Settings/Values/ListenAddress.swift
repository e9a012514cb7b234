internal import Glibc

/// Where to listen: `127.0.0.1:8464`, `[::]:8464`.
public struct ListenAddress: Equatable, Sendable, CustomStringConvertible {
  /// An IPv4 or IPv6 address in figures, without brackets.
  public let host: String
  /// 0 is any port that is free.
  public let port: UInt16

  public init(host: String, port: UInt16) {
    self.host = host
    self.port = port
  }

  /// Reads `IPv4:PORT` or `[IPv6]:PORT`; nil for anything else, and for names too: which addresses those have can change
  /// while the worker runs.
  public init?(_ text: String) {
    guard let colon = text.lastIndex(of: ":") else { return nil }
    let digits = text[text.index(after: colon)...]
    guard digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }), let port = UInt16(digits)
    else { return nil }
    var host = text[..<colon]
    let isIPv6 = host.hasPrefix("[") && host.hasSuffix("]")
    if isIPv6 { host = host.dropFirst().dropLast() }
    guard Self.isAddress(String(host), isIPv6 ? AF_INET6 : AF_INET) else { return nil }
    self.init(host: String(host), port: port)
  }

  private static func isAddress(_ host: String, _ family: Int32) -> Bool {
    var address = in6_addr()
    return unsafe inet_pton(family, host, &address) == 1
  }

  public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
