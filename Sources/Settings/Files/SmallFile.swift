internal import Glibc

/// A file that is read whole, within a bound: the settings file, or a secret.
enum SmallFile {
  static let bytesMaximum = 1 << 20

  /// Why a file cannot be used, as the end of a sentence that begins with its path.
  struct ReadError: Error, Equatable {
    let reason: String
  }

  /// The path may be a pipe, as a shell's `<(…)` makes one.
  static func bytes(of path: String) throws(ReadError) -> [UInt8] {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw systemError() }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      if count < 0 { throw systemError() }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
      if bytes.count > bytesMaximum { throw ReadError(reason: "is larger than \(bytesMaximum) bytes") }
    }
  }

  /// Whether users other than the owner and its group may read a file.
  static func isReadableByAll(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IROTH != 0
  }

  static func text(of path: String) throws(ReadError) -> String {
    guard let text = String(validating: try bytes(of: path), as: UTF8.self) else {
      throw ReadError(reason: "is not UTF-8 text")
    }
    return text
  }

  private static func systemError() -> ReadError {
    let reason = unsafe strerror(errno).map { unsafe String(cString: $0) } ?? "error \(errno)"
    return ReadError(reason: "cannot be read: \(reason)")
  }
}
