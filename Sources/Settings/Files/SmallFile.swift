internal import Glibc

/// A file that is read whole, within a bound: the settings file, or a secret.
enum SmallFile {
  static let bytesMaximum = 1 << 20

  /// Why a file cannot be used, as the end of a sentence that begins with its path.
  struct Fault: Error, Equatable {
    let reason: String
  }

  /// The path may be a pipe, as a shell's `<(…)` makes one.
  static func bytes(of path: String) throws(Fault) -> [UInt8] {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw systemFault() }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      if count < 0 { throw systemFault() }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
      if bytes.count > bytesMaximum { throw Fault(reason: "is larger than \(bytesMaximum) bytes") }
    }
  }

  static func text(of path: String) throws(Fault) -> String {
    guard let text = String(validating: try bytes(of: path), as: UTF8.self) else {
      throw Fault(reason: "is not UTF-8 text")
    }
    return text
  }

  private static func systemFault() -> Fault {
    let reason = unsafe strerror(errno).map { unsafe String(cString: $0) } ?? "error \(errno)"
    return Fault(reason: "cannot be read: \(reason)")
  }
}
