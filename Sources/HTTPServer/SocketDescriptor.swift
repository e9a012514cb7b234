internal import Glibc

/// The owner of a socket's descriptor.
struct SocketDescriptor: ~Copyable {
  let number: Int32

  /// - Parameter number: of an open socket, which is closed with this value.
  init(owning number: Int32) { self.number = number }

  deinit { close(number) }

  /// Gives the socket up to the caller.
  consuming func take() -> Int32 {
    let number = number
    discard self
    return number
  }
}
