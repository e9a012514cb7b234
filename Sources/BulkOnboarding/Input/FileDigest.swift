internal import CustomerContract

/// The SHA-256 of a file's text, from its first byte on: of the bytes as rows are read from them.
public struct FileDigest: Sendable {
  private var hash = SHA256Hash()
  /// How many bytes were added.
  public private(set) var byteCount = 0

  public init() {}

  mutating func add(_ bytes: RawSpan) {
    hash.add(bytes)
    byteCount += bytes.byteCount
  }

  /// The digest so far, in lower-case hexadecimal digits. More bytes may follow.
  public var text: String { hash.finish().description }
}
