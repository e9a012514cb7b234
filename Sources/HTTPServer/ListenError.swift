internal import Glibc

/// The server cannot listen on an address.
public struct ListenError: Error, Equatable, CustomStringConvertible {
  public let address: String
  /// The value of `errno`.
  public let code: Int32

  public init(address: String, code: Int32) {
    self.address = address
    self.code = code
  }

  /// Whether only somebody who changes the address or a right can help; otherwise another try may.
  public var isPermanent: Bool { code == EACCES || code == EPERM }

  /// The end of a sentence that begins with the address.
  public var reason: String {
    switch code {
    case EADDRINUSE: "is in use by another process"
    case EADDRNOTAVAIL: "is no address of this machine"
    default: "cannot be listened on: " + (unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)")
    }
  }

  public var description: String { "\(address) \(reason)" }
}
