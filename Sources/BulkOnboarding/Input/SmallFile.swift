internal import Glibc

/// Files that are read whole.
enum SmallFile {
  /// The bytes of a file, up to a bound; nil when it cannot be read, for which `errno` has the reason.
  static func read(_ path: String, bytesMaximum: Int) -> [UInt8]? {
    let descriptor = FileDescriptor(unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK))
    guard descriptor.isOpen else { return nil }
    var bytes = [UInt8](repeating: 0, count: bytesMaximum)
    var count = 0
    while count < bytes.count {
      let more = unsafe bytes.withUnsafeMutableBytes { room in
        unsafe Glibc.read(descriptor.number, room.baseAddress.unsafelyUnwrapped + count, room.count - count)
      }
      if more < 0, errno == EINTR { continue }
      if more < 0 { return nil }
      if more == 0 { break }
      count += more
    }
    return Array(bytes.prefix(count))
  }
}
