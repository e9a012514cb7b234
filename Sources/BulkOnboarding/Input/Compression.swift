/// A compressed format that `import` reads, told by a file's first bytes.
enum Compression: Equatable, Sendable {
  /// RFC 1952: members, one behind the other.
  case gzip
  /// RFC 8878: frames, one behind the other, and skippable frames between them.
  case zstd

  /// The bytes that `init(firstBytes:)` looks at.
  static let signatureBytes = 4

  /// - Parameter bytes: the first bytes of a file. The result is nil when they are those of no format that is read here.
  init?(firstBytes bytes: [UInt8]) {
    if bytes.starts(with: [0x1F, 0x8B]) {
      self = .gzip
    } else if bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) {
      self = .zstd
    } else if bytes.count >= 4, bytes[0] & 0xF0 == 0x50, bytes[1...].starts(with: [0x2A, 0x4D, 0x18]) {
      // A skippable frame, with which programs that compress in parallel begin.
      self = .zstd
    } else {
      return nil
    }
  }

  /// A decoder for one file.
  func makeDecoder() throws(DecoderError) -> any StreamDecoder {
    switch self {
    case .gzip: try GzipDecoder()
    case .zstd: try ZstdDecoder()
    }
  }
}
