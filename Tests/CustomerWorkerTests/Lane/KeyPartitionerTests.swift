import Testing

@testable import CustomerWorker

/// The functions by which producers choose partitions.
@Suite struct KeyPartitionerTests {
  private static func murmur2(_ key: String) -> Int32 {
    let bytes = Array(key.utf8)
    return unsafe Int32(bitPattern: KeyPartitioner.murmur2(bytes.span.bytes))
  }

  private static func crc32(_ key: String) -> UInt32 {
    let bytes = Array(key.utf8)
    return unsafe KeyPartitioner.crc32(bytes.span.bytes)
  }

  private static func find(
    _ key: String, _ partition: Int32, of partitions: Int32
  ) -> (partitioner: KeyPartitioner?, isCertain: Bool) {
    let bytes = Array(key.utf8)
    return unsafe KeyPartitioner.find(key: bytes.span.bytes, partition: partition, partitions: partitions)
  }

  /// The vectors of Kafka's own `UtilsTest.testMurmur2`.
  @Test(arguments: [
    ("21", -973_932_308), ("foobar", -790_332_482), ("a-little-bit-long-string", -985_981_536),
    ("a-little-bit-longer-string", -1_486_304_829), ("lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58_897_971),
    ("abc", 479_470_107),
  ])
  func `The hash of murmur2 is Kafka's`(key: String, hash: Int32) {
    #expect(Self.murmur2(key) == hash)
  }

  @Test func `The hash of crc32 is zlib's`() {
    #expect(Self.crc32("123456789") == 0xcbf4_3926)
    #expect(Self.crc32("") == 0)
  }

  @Test func `The function that gives the partition is found, and both or neither are told apart`() {
    // Of 8 partitions murmur2 gives "foobar" number 6, and crc32 number 5.
    #expect(Self.find("foobar", 6, of: 8) == (.murmur2, true))
    #expect(Self.find("foobar", 5, of: 8) == (.crc32, true))
    #expect(Self.find("foobar", 0, of: 8) == (nil, true))
    #expect(Self.find("foobar", 0, of: 1) == (nil, false))
  }
}
