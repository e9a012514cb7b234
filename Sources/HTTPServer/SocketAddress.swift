internal import Glibc

/// An IPv4 or IPv6 address with a port, as the system's calls take it.
struct SocketAddress {
  let family: Int32
  private let bytes: [UInt8]

  /// - Parameter host: in figures; nil comes of anything else.
  init?(host: String, port: UInt16) {
    if host.contains(":") {
      var address = sockaddr_in6()
      address.sin6_family = sa_family_t(AF_INET6)
      address.sin6_port = port.bigEndian
      guard unsafe inet_pton(AF_INET6, host, &address.sin6_addr) == 1 else { return nil }
      family = AF_INET6
      bytes = unsafe withUnsafeBytes(of: address) { unsafe Array($0) }
    } else {
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = port.bigEndian
      guard unsafe inet_pton(AF_INET, host, &address.sin_addr) == 1 else { return nil }
      family = AF_INET
      bytes = unsafe withUnsafeBytes(of: address) { unsafe Array($0) }
    }
  }

  /// Makes a call with the address; the pointer is good until it returns.
  func with<R>(_ call: (UnsafePointer<sockaddr>, socklen_t) -> R) -> R {
    unsafe bytes.withUnsafeBytes { bytes in
      unsafe call(bytes.baseAddress!.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count))
    }
  }
}
