internal import Glibc

/// The owner of a socket that accepts connections over TCP.
public struct ListeningSocket: ~Copyable {
  let descriptor: SocketDescriptor
  /// The address, with the port that the system chose where it was asked for any: `127.0.0.1:8464`, `[::]:8464`.
  public let address: String

  /// The number of connections that wait to be accepted, at most.
  private static let backlog: Int32 = 512

  /// Listens on an address.
  ///
  /// - Parameters:
  ///   - host: an IPv4 or IPv6 address in figures, no name. `::` is every address of both kinds, and where the system has
  ///     no IPv6, every address of IPv4.
  ///   - port: 0 for any that is free.
  public init(host: String, port: UInt16) throws(ListenError) {
    do throws(ListenError) {
      try self.init(exactly: host, port)
    } catch {
      guard host == "::", error.code == EAFNOSUPPORT || error.code == EADDRNOTAVAIL else { throw error }
      try self.init(exactly: "0.0.0.0", port)
    }
  }

  private init(exactly host: String, _ port: UInt16) throws(ListenError) {
    let name = host.contains(":") ? "[\(host)]" : host
    guard let address = SocketAddress(host: host, port: port) else {
      throw ListenError(address: "\(name):\(port)", code: EINVAL)
    }
    let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    let number = socket(address.family, type, 0)
    guard number >= 0 else { throw ListenError(address: "\(name):\(port)", code: errno) }
    let descriptor = SocketDescriptor(owning: number)
    // A port whose last connections are still being forgotten is free.
    Self.set(SOL_SOCKET, SO_REUSEADDR, to: 1, on: number)
    if address.family == AF_INET6 { Self.set(Int32(IPPROTO_IPV6), IPV6_V6ONLY, to: host == "::" ? 0 : 1, on: number) }
    let isBound = unsafe address.with { unsafe bind(number, $0, $1) } == 0
    guard isBound, listen(number, Self.backlog) == 0, let chosen = Self.port(of: number) else {
      throw ListenError(address: "\(name):\(port)", code: errno)
    }
    self.descriptor = descriptor
    self.address = "\(name):\(chosen)"
  }

  private static func set(_ level: Int32, _ option: Int32, to value: Int32, on descriptor: Int32) {
    var value = value
    unsafe setsockopt(descriptor, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
  }

  /// The port that the socket is bound to; it is in the same bytes of both kinds of addresses.
  private static func port(of descriptor: Int32) -> UInt16? {
    var address = sockaddr_in6()
    var byteCount = socklen_t(MemoryLayout<sockaddr_in6>.size)
    let code = unsafe withUnsafeMutableBytes(of: &address) { bytes in
      unsafe getsockname(descriptor, bytes.baseAddress!.assumingMemoryBound(to: sockaddr.self), &byteCount)
    }
    return code == 0 ? UInt16(bigEndian: address.sin6_port) : nil
  }
}
