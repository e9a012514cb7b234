/// What an import needs of a result: ranges of the value's bytes, and the position of the command.
struct ResultView {
  /// The result itself; within the event's envelope where there is one.
  private(set) var result: Range<Int>
  /// Without its quotes.
  private(set) var customerID: Range<Int>?
  private(set) var errors: Range<Int>?
  /// The member with the command, with its name and the comma before it.
  private(set) var command: Range<Int>?
  private(set) var position: CommandPosition?
  /// The position's topic, without its quotes.
  private(set) var topic: Range<Int>?
  /// The envelope's correlation, without its quotes.
  private(set) var correlation: Range<Int>?

  /// - Parameter isStructured: whether the value is a whole CloudEvent.
  @unsafe init?(_ bytes: UnsafeRawBufferPointer, isStructured: Bool) {
    guard let first = unsafe bytes.first, first == UInt8(ascii: "{") else { return nil }
    result = 0..<bytes.count
    if isStructured {
      var data: Range<Int>?
      var members = ResultMembers(result)
      while let (name, value) = unsafe members.next(bytes) {
        switch name.count {
        case 4: if unsafe Self.equal(bytes, name, "data") { data = value }
        case 13: if unsafe Self.equal(bytes, name, "correlationid") { correlation = Self.withoutQuotes(value) }
        default: break
        }
      }
      guard let data, unsafe bytes[data.lowerBound] == UInt8(ascii: "{") else { return nil }
      result = data
    }
    unsafe readResult(bytes)
  }

  @unsafe private mutating func readResult(_ bytes: UnsafeRawBufferPointer) {
    var members = ResultMembers(result)
    while let (name, value) = unsafe members.next(bytes) {
      switch name.count {
      case 6: if unsafe Self.equal(bytes, name, "errors") { errors = value }
      case 7: if unsafe Self.equal(bytes, name, "command") { command = (name.lowerBound - 2)..<value.upperBound }
      case 8: if unsafe Self.equal(bytes, name, "position") { unsafe readPosition(bytes, value) }
      case 10: if unsafe Self.equal(bytes, name, "customerId") { customerID = Self.withoutQuotes(value) }
      case 11: if unsafe Self.equal(bytes, name, "commandText") { command = (name.lowerBound - 2)..<value.upperBound }
      case 13:
        if unsafe Self.equal(bytes, name, "commandBase64") { command = (name.lowerBound - 2)..<value.upperBound }
      default: break
      }
    }
  }

  @unsafe private mutating func readPosition(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) {
    guard unsafe bytes[range.lowerBound] == UInt8(ascii: "{") else { return }
    var partition: Int64?
    var offset: Int64?
    var timestamp: Int64?
    var members = ResultMembers(range)
    while let (name, value) = unsafe members.next(bytes) {
      switch name.count {
      case 5: if unsafe Self.equal(bytes, name, "topic") { topic = Self.withoutQuotes(value) }
      case 6: if unsafe Self.equal(bytes, name, "offset") { offset = unsafe Self.number(bytes, value) }
      case 9:
        if unsafe Self.equal(bytes, name, "partition") {
          partition = unsafe Self.number(bytes, value)
        } else if unsafe Self.equal(bytes, name, "timestamp") {
          timestamp = unsafe Self.number(bytes, value)
        }
      default: break
      }
    }
    guard let partition, let offset, let partition = Int32(exactly: partition) else { return }
    position = CommandPosition(partition: partition, offset: offset, timestamp: timestamp)
  }

  private static func withoutQuotes(_ range: Range<Int>) -> Range<Int> {
    range.count < 2 ? range.lowerBound..<range.lowerBound : (range.lowerBound + 1)..<(range.upperBound - 1)
  }

  @unsafe static func equal(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>, _ text: StaticString) -> Bool {
    guard range.count == text.utf8CodeUnitCount else { return false }
    for index in 0..<range.count where unsafe bytes[range.lowerBound + index] != text.utf8Start[index] { return false }
    return true
  }

  /// A whole number in plain digits; nil for anything else.
  @unsafe static func number(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Int64? {
    guard (1...18).contains(range.count) else { return nil }
    var number: Int64 = 0
    for index in range {
      let byte = unsafe bytes[index]
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      number = number * 10 + Int64(byte - UInt8(ascii: "0"))
    }
    return number
  }
}
