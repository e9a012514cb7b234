import Testing

@testable import CustomerWorker

/// The functions by which producers choose partitions.
@Suite struct KeyPartitionerTests {
  /// The vectors of Kafka's own `UtilsTest.testMurmur2`.
  @Test(arguments: [
    ("21", -973_932_308), ("foobar", -790_332_482), ("a-little-bit-long-string", -985_981_536),
    ("a-little-bit-longer-string", -1_486_304_829), ("lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58_897_971),
    ("abc", 479_470_107),
  ])
  func `murmur2 is Kafka's`(key: String, hash: Int32) {
    #expect(Int32(bitPattern: KeyPartitioner.murmur2(Array(key.utf8).span.bytes)) == hash)
  }

  @Test func `crc32 is zlib's`() {
    #expect(KeyPartitioner.crc32(Array("123456789".utf8).span.bytes) == 0xcbf4_3926)
    #expect(KeyPartitioner.crc32([UInt8]().span.bytes) == 0)
  }

  @Test func `The function that gives the partition is found, and both or neither are told apart`() {
    // Of 8 partitions murmur2 gives "foobar" number 6, and crc32 number 5.
    let key = Array("foobar".utf8)
    func find(_ partition: Int32) -> (partitioner: KeyPartitioner?, isCertain: Bool) {
      KeyPartitioner.find(key: key.span.bytes, partition: partition, partitions: 8)
    }
    #expect(find(6) == (.murmur2, true))
    #expect(find(5) == (.crc32, true))
    #expect(find(0) == (nil, true))
    #expect(KeyPartitioner.find(key: key.span.bytes, partition: 0, partitions: 1) == (nil, false))
  }
}
