internal import CustomerContract
internal import CustomerWorker
internal import Glibc

/// A result as the model's producer was given it, read from its bytes alone.
///
/// The producer reads the value in place until the transaction has ended; `isUnchanged` says whether it could.
struct PublishedResult {
  let position: PartitionOffset
  let bytes: Int
  /// What is wrong with it, such as another command's key; nil: nothing.
  let fault: String?
  /// Whether the result says that its command could not be read.
  let isUndecodable: Bool
  let memory: UnsafeRawBufferPointer
  private let digest: UInt64

  init(_ record: OutgoingRecord) {
    guard let value = record.value else { fatalError("a result has a value") }
    // The producer's right by the contract of `LaneProducer.produce`; the model reads it no later than librdkafka would.
    memory = value.withUnsafeBytes { $0 }
    digest = Self.digest(memory)
    bytes = value.byteCount
    let partition = Self.number(after: #""partition":"#, in: memory)
    let offset = Self.number(after: #""offset":"#, in: memory)
    position = PartitionOffset(partition: Int32(partition ?? -1), offset: offset ?? -1)
    let head = UnsafeRawBufferPointer(rebasing: memory.prefix(200))
    isUndecodable = Self.find(#""type":"urn:customer-create:problem:undecodable""#, in: head) != nil
    fault = Self.findFault(
      record, position, isSmallest: Self.find(#""keyOmitted":true"#, in: memory) != nil,
      isUndecodable: isUndecodable)
  }

  var isUnchanged: Bool { Self.digest(memory) == digest }

  private static func findFault(
    _ record: OutgoingRecord, _ position: PartitionOffset, isSmallest: Bool, isUndecodable: Bool
  ) -> String? {
    if isUndecodable {
      return record.key == nil && record.destination == .rejected ? nil : "an unreadable command has a key"
    }
    let name = ModelCommand.name(position.partition, position.offset)
    guard record.partition == position.partition else { return "a result goes to another partition than its command's" }
    var correlation: Bool?
    var count = 0
    record.forEachHeader { header, value in
      count += 1
      if Self.equal(header, Array("ce_correlationid".utf8)) { correlation = Self.equal(value, name) }
    }
    if isSmallest {
      // It has neither, and says so.
      guard record.key == nil, correlation == nil, count == 6 else {
        return "the smallest result is larger than needed"
      }
    } else {
      guard Self.equal(record.key, name) else { return "a result has the key of another command" }
      guard correlation == true, count == 7 else { return "a result has the headers of another command" }
    }
    let isAccepted = ModelCommand.isAccepted(position.partition, position.offset)
    guard isAccepted || record.destination == .rejected else { return "a bad command is accepted" }
    return nil
  }

  private static func equal(_ span: RawSpan?, _ bytes: [UInt8]) -> Bool {
    guard let span, span.byteCount == bytes.count else { return false }
    return span.withUnsafeBytes { $0.elementsEqual(bytes) }
  }

  /// FNV-1a over every eighth byte: enough to tell one result from another.
  private static func digest(_ memory: UnsafeRawBufferPointer) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in stride(from: 0, to: memory.count, by: 8) {
      hash = (hash ^ UInt64(memory[index])) &* 0x100_0000_01B3
    }
    return hash
  }

  /// Where a text begins for the last time, in the last bytes of a result: there its position is.
  private static func find(_ text: StaticString, in memory: UnsafeRawBufferPointer) -> Int? {
    let count = text.utf8CodeUnitCount
    guard memory.count > count, let start = memory.baseAddress else { return nil }
    return stride(from: memory.count - count, through: max(0, memory.count - 200), by: -1).first {
      memcmp(start + $0, text.utf8Start, count) == 0
    }
  }

  /// The number after the last occurrence of a member's name: the position is the last member of every result.
  private static func number(after name: StaticString, in memory: UnsafeRawBufferPointer) -> Int64? {
    guard let found = find(name, in: memory) else { return nil }
    var number: Int64 = 0
    for byte in memory[(found + name.utf8CodeUnitCount)...] {
      guard byte >= 0x30, byte <= 0x39 else { break }
      number = number * 10 + Int64(byte - 0x30)
    }
    return number
  }
}
