internal import Ccrypto

/// SHA-256 (FIPS 180-4) of bytes that are added one part after the other.
///
/// A copy goes on by itself, so the digest of a prefix is that of a copy made there.
// Safe: the hash is a value, and libcrypto reads the bytes before its calls return.
@safe public struct SHA256Hash: Sendable {
  private var context = SHA256_CTX()

  public init() { unsafe SHA256_Init(&context) }

  public mutating func add(_ bytes: RawSpan) {
    unsafe bytes.withUnsafeBytes { bytes in
      if let start = bytes.baseAddress { unsafe _ = SHA256_Update(&context, start, bytes.count) }
    }
  }

  /// The digest of all bytes that were added.
  public consuming func finish() -> SHA256Digest {
    var context = self.context
    return unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { digest in
      unsafe SHA256_Final(digest.baseAddress, &context)
      let bytes = UnsafeRawBufferPointer(digest)
      func word(_ index: Int) -> UInt64 {
        unsafe UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
      }
      return SHA256Digest(words: (word(0), word(1), word(2), word(3)))
    }
  }
}

/// The 256 bits of a digest.
public struct SHA256Digest: Sendable, Hashable, CustomStringConvertible {
  /// The bits in four words, the first in the highest bits of the first word.
  public let words: (UInt64, UInt64, UInt64, UInt64)

  /// In lower-case hexadecimal digits.
  public var description: String { [words.0, words.1, words.2, words.3].map(Self.digits).joined() }

  private static func digits(_ word: UInt64) -> String {
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  public static func == (one: SHA256Digest, other: SHA256Digest) -> Bool { one.words == other.words }

  public func hash(into hasher: inout Hasher) { hasher.combine(words.0) }
}
