internal import Ccrypto

/// UUIDs made from names: version 5 of RFC 9562, section 5.5.
// Safe: the hash is a value, and libcrypto reads the bytes before its calls return.
@safe struct UUIDv5 {
  /// SHA-1 of the namespace and what was added since.
  private var hash = SHA_CTX()

  init(namespace: UUIDValue) {
    unsafe SHA1_Init(&hash)
    for half in [namespace.high, namespace.low] {
      var bytes = half.bigEndian
      unsafe SHA1_Update(&hash, &bytes, 8)
    }
  }

  mutating func add(_ bytes: [UInt8]) {
    unsafe bytes.withUnsafeBytes { unsafe _ = SHA1_Update(&hash, $0.baseAddress, $0.count) }
  }

  mutating func add(_ bytes: Bytes) {
    unsafe SHA1_Update(&hash, bytes.start, bytes.count)
  }

  mutating func addZero() {
    var zero: UInt8 = 0
    unsafe SHA1_Update(&hash, &zero, 1)
  }

  /// Ends the name. Version and variant replace six bits of the digest.
  consuming func finish() -> UUIDValue {
    var hash = self.hash
    return unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Int(SHA_DIGEST_LENGTH)) { digest in
      unsafe SHA1_Final(digest.baseAddress, &hash)
      let bytes = UnsafeRawBufferPointer(digest)
      let high = unsafe UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self))
      let low = unsafe UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
      return UUIDValue(
        high: high & ~0xF000 | 0x5000, low: low & ~(0b11 << 62) | 0b10 << 62)
    }
  }
}
