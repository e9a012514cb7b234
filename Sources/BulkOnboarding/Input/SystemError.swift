internal import Glibc

/// The system's text for what went wrong.
enum SystemError {
  /// The text for the value of `errno`.
  static var current: String { text(errno) }

  static func text(_ code: Int32) -> String {
    var room = [CChar](repeating: 0, count: 256)
    return unsafe room.withUnsafeMutableBufferPointer { room in
      guard let base = room.baseAddress, unsafe strerror_r(code, base, room.count) == 0 else { return "error \(code)" }
      return unsafe String(cString: base)
    }
  }
}
