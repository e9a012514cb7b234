internal import Glibc

/// One file of results, written under a temporary name and then linked to its own: nobody sees half of it, and nothing that
/// is there is written over.
// Safe: the buffer lives as long as the value.
@safe struct ResultFile: ~Copyable {
  private static let blockBytes = 1 << 18

  let name: String
  private let folder: String
  private let temporaryPath: String
  private let descriptor: Int32
  private var bytes: [UInt8] = []

  static func temporaryName(_ name: String) -> String { ".\(name).partial" }

  /// - Parameter name: the name that it gets at its end.
  init(_ name: String, in folder: String) throws(ResultFilesError) {
    self.name = name
    self.folder = folder
    temporaryPath = "\(folder)/\(Self.temporaryName(name))"
    // What a killed run has left is no use to anybody.
    unsafe unlink(temporaryPath)
    descriptor = unsafe open(temporaryPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .cannotWrite(name, reason: SystemError.current) }
    bytes.reserveCapacity(Self.blockBytes + (Self.blockBytes >> 2))
  }

  /// Takes a descriptor over, for tests of what cannot be written.
  init(_ name: String, descriptor: Int32) {
    (self.name, folder, temporaryPath, self.descriptor) = (name, "", "", descriptor)
  }

  deinit {
    close(descriptor)
    unsafe unlink(temporaryPath)
  }

  /// Lets the body append.
  mutating func append(_ body: (inout [UInt8]) -> Void) throws(ResultFilesError) {
    body(&bytes)
    if bytes.count >= Self.blockBytes { try flush() }
  }

  private mutating func flush() throws(ResultFilesError) {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { bytes in
        unsafe bytes.baseAddress.map { unsafe write(descriptor, $0 + written, bytes.count - written) } ?? 0
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .cannotWrite(name, reason: SystemError.current) }
      written += count
    }
    bytes.removeAll(keepingCapacity: true)
  }

  /// Writes what is left and makes sure that it is on the disk.
  mutating func finish() throws(ResultFilesError) {
    try flush()
    guard fsync(descriptor) == 0 else { throw .cannotWrite(name, reason: SystemError.current) }
  }

  /// Gives the file its name.
  consuming func publish() throws(ResultFilesError) {
    guard unsafe link(temporaryPath, "\(folder)/\(name)") == 0 else {
      throw errno == EEXIST ? .exists(name) : .cannotWrite(name, reason: SystemError.current)
    }
  }
}
