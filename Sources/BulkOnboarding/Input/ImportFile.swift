internal import Glibc

/// The user's file, open for as many passes over it as are needed.
///
/// It is read with offsets and never mapped: a file that is cut short meanwhile must not end the process.
public struct ImportFile: ~Copyable, Sendable {
  /// The name without folders; `-` for standard input.
  public let name: String
  /// The path as the user gave it; nil for standard input.
  public let path: String?
  let descriptor: FileDescriptor
  let identity: FileIdentity
  /// nil for a file that is not compressed.
  let compression: Compression?

  /// The bytes of the file as it is stored.
  public var storedBytes: Int { identity.bytes }

  /// Opens a regular file.
  public init(path: String) throws(ImportFileError) {
    // A pipe's name would be waited for until somebody writes to it; regular files do not look at O_NONBLOCK.
    let descriptor = FileDescriptor(unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK))
    guard descriptor.isOpen else { throw .unreadable(SystemError.current) }
    try self.init(name: String(path.split(separator: "/").last ?? "-"), path: path, descriptor)
  }

  /// Copies a stream that can be read once into a file without a name, and opens that.
  ///
  /// - Parameter folder: where the copy is kept until the process ends.
  public init(copying stream: Int32, to folder: String) throws(ImportFileError) {
    try self.init(name: "-", path: nil, try UnnamedFile.copy(of: stream, in: folder))
  }

  private init(name: String, path: String?, _ descriptor: consuming FileDescriptor) throws(ImportFileError) {
    var status = stat()
    guard unsafe fstat(descriptor.number, &status) == 0 else { throw .unreadable(SystemError.current) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notRegular }
    compression = try Self.compression(descriptor.number)
    identity = FileIdentity(status)
    self.name = name
    self.path = path
    self.descriptor = descriptor
  }

  private static func compression(_ descriptor: Int32) throws(ImportFileError) -> Compression? {
    var start = [UInt8](repeating: 0, count: Compression.signatureBytes)
    let count = unsafe pread(descriptor, &start, start.count, 0)
    guard count >= 0 else { throw .unreadable(SystemError.current) }
    return Compression(firstBytes: Array(start.prefix(count)))
  }

  /// Whether the file was written to, or another one was put under its name, since it was opened.
  public var hasChanged: Bool {
    var status = stat()
    guard unsafe fstat(descriptor.number, &status) == 0, FileIdentity(status) == identity else { return true }
    guard let path else { return false }
    return unsafe stat(path, &status) != 0 || FileIdentity(status) != identity
  }

  /// The bytes without compression.
  func bytes() throws(ImportFileError) -> UncompressedBytes { try UncompressedBytes(self, from: 0) }

  /// The text from an offset on.
  ///
  /// - Parameter encoding: the one that the file is converted from; nil for UTF-8.
  func text(from offset: Int = 0, convertedFrom encoding: TextEncoding?) throws(ImportFileError) -> FileText {
    try FileText(self, from: offset, convertedFrom: encoding)
  }
}
