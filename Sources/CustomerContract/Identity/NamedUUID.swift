internal import Ccrypto

/// UUIDs made from names: version 5 of RFC 9562, section 5.5.
@safe struct NamedUUID {
  /// SHA-1 of the namespace and what was added since.
  private var hash = SHA_CTX()

  init(namespace: UUIDBytes) {
    unsafe SHA1_Init(&hash)
    for index in 0..<16 {
      var byte = namespace[index]
      unsafe SHA1_Update(&hash, &byte, 1)
    }
  }

  mutating func add(_ bytes: [UInt8]) {
    unsafe bytes.withUnsafeBytes { unsafe _ = SHA1_Update(&hash, $0.baseAddress, $0.count) }
  }

  mutating func add(_ bytes: OutgoingRecords.Slice) {
    unsafe SHA1_Update(&hash, bytes.start, bytes.count)
  }

  mutating func addZero() {
    var zero: UInt8 = 0
    unsafe SHA1_Update(&hash, &zero, 1)
  }

  /// Ends the name.
  consuming func finish() -> UUIDBytes {
    var digest = InlineArray<20, UInt8>(repeating: 0)
    var hash = self.hash
    unsafe withUnsafeMutablePointer(to: &digest) { digest in
      unsafe _ = SHA1_Final(UnsafeMutableRawPointer(digest).assumingMemoryBound(to: UInt8.self), &hash)
    }
    var uuid = UUIDBytes(repeating: 0)
    for index in 0..<16 { uuid[index] = digest[index] }
    uuid[6] = uuid[6] & 0x0F | 0x50
    uuid[8] = uuid[8] & 0x3F | 0x80
    return uuid
  }
}

typealias UUIDBytes = InlineArray<16, UInt8>
