import Glibc

/// A read or a write that failed.
struct StreamError: Error, Equatable {
  /// The value of `errno`.
  let code: Int32

  init(_ code: Int32) { self.code = code }

  /// Whoever read our output has stopped reading, as `head` does; nothing to tell anybody.
  var isClosedPipe: Bool { code == EPIPE }

  /// The system's text, such as `No such file or directory`.
  var reason: String {
    var room = [CChar](repeating: 0, count: 256)
    return unsafe room.withUnsafeMutableBufferPointer { room in
      guard let base = room.baseAddress, unsafe strerror_r(code, base, room.count) == 0 else {
        return "error \(code)"
      }
      return unsafe String(cString: base)
    }
  }
}
