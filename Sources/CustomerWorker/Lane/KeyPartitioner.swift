/// A function by which producers choose the partition of a record from its key.
enum KeyPartitioner: Equatable {
  /// The Java client's, and librdkafka's `murmur2` and `murmur2_random`.
  case murmur2
  /// Librdkafka's default, `consistent_random`.
  case crc32

  /// Finds out which function has given a key its partition.
  ///
  /// - Returns: nil when neither has, and no answer when both would have.
  static func find(
    key: RawSpan, partition: Int32, partitions: Int32
  ) -> (partitioner: KeyPartitioner?, isCertain: Bool) {
    let java = murmur2(key, partitions) == partition
    let librdkafka = crc32(key, partitions) == partition
    if java && librdkafka { return (nil, false) }
    return (java ? .murmur2 : librdkafka ? .crc32 : nil, true)
  }

  private static func murmur2(_ key: RawSpan, _ partitions: Int32) -> Int32 {
    Int32(murmur2(key) & 0x7fff_ffff) % partitions
  }

  private static func crc32(_ key: RawSpan, _ partitions: Int32) -> Int32 {
    Int32(crc32(key) % UInt32(partitions))
  }

  /// MurmurHash2 with the seed of Kafka's `Utils.murmur2`.
  static func murmur2(_ key: RawSpan) -> UInt32 {
    let factor: UInt32 = 0x5bd1_e995
    var hash: UInt32 = 0x9747_b28c ^ UInt32(truncatingIfNeeded: key.byteCount)
    var index = 0
    while index + 4 <= key.byteCount {
      var word = UInt32(littleEndian: unsafe key.unsafeLoadUnaligned(fromByteOffset: index, as: UInt32.self))
      word &*= factor
      word ^= word >> 24
      word &*= factor
      hash = (hash &* factor) ^ word
      index += 4
    }
    if index < key.byteCount {
      for (shift, offset) in (index..<key.byteCount).enumerated() {
        hash ^= UInt32(byte(key, offset)) << UInt32(8 * shift)
      }
      hash &*= factor
    }
    hash ^= hash >> 13
    hash &*= factor
    return hash ^ (hash >> 15)
  }

  /// CRC-32 of zlib. Bit by bit, because few keys are looked at.
  static func crc32(_ key: RawSpan) -> UInt32 {
    var crc = UInt32.max
    for offset in 0..<key.byteCount {
      crc ^= UInt32(byte(key, offset))
      for _ in 0..<8 { crc = crc & 1 == 0 ? crc >> 1 : (crc >> 1) ^ 0xedb8_8320 }
    }
    return ~crc
  }

  private static func byte(_ key: RawSpan, _ offset: Int) -> UInt8 {
    unsafe key.unsafeLoad(fromByteOffset: offset, as: UInt8.self)
  }
}
