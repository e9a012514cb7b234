import Glibc

/// Gathers bytes and writes them to a file descriptor in blocks.
struct ByteWriter {
  private let descriptor: Int32
  private var bytes: [UInt8] = []

  private static let blockBytes = 1 << 16

  init(descriptor: Int32) {
    self.descriptor = descriptor
    bytes.reserveCapacity(Self.blockBytes + (Self.blockBytes >> 2))
  }

  /// Lets the body append, and writes when a block is full.
  mutating func append(_ body: (inout [UInt8]) -> Void) throws(StreamError) {
    body(&bytes)
    if bytes.count >= Self.blockBytes { try flush() }
  }

  mutating func append(_ text: String) throws(StreamError) {
    try append { $0.append(contentsOf: text.utf8) }
  }

  /// Writes what is gathered; what cannot be written is dropped.
  mutating func flush() throws(StreamError) {
    defer { bytes.removeAll(keepingCapacity: true) }
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { rest in
        unsafe write(descriptor, rest.baseAddress! + written, rest.count - written)
      }
      if count >= 0 {
        written += count
      } else if errno != EINTR {
        throw StreamError(errno)
      }
    }
  }
}
