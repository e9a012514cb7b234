/// Reads bytes one after the other by a grammar of single bytes.
struct ByteCursor {
  private let bytes: PaddedBytes
  private(set) var at = 0

  init(_ bytes: PaddedBytes) { self.bytes = bytes }

  var isAtEnd: Bool { at == bytes.count }

  /// The next byte; zero at the end, which no grammar here has.
  @inline(__always) var next: UInt8 { at < bytes.count ? bytes[at] : 0 }

  /// The byte that was taken last; zero at the start.
  var last: UInt8 { at > 0 ? bytes[at - 1] : 0 }

  /// Takes that byte if it is the next one.
  @inline(__always) mutating func take(_ byte: UInt8) -> Bool {
    guard at < bytes.count, bytes[at] == byte else { return false }
    at += 1
    return true
  }

  /// Takes a byte if it is the next one, a letter in either case.
  mutating func takeLetter(_ lowerCase: UInt8) -> Bool {
    guard at < bytes.count, bytes[at] | 0x20 == lowerCase else { return false }
    at += 1
    return true
  }

  /// Takes the bytes of a set and returns how many there were.
  @discardableResult
  @inline(__always) mutating func skip(_ characters: ByteClass) -> Int {
    let start = at
    repeat {
      at = min(at &+ characters.leadingCount(in: bytes.word(at: at)), bytes.count)
    } while takeOne(of: characters)
    return at - start
  }

  @inline(__always) private mutating func takeOne(of characters: ByteClass) -> Bool {
    guard at < bytes.count, characters.contains(bytes[at]) else { return false }
    at &+= 1
    return true
  }

  /// Takes digits and returns how many there were.
  @inline(__always) mutating func skipDigits() -> Int {
    let start = at
    while at < bytes.count, bytes[at].isDigit { at &+= 1 }
    return at - start
  }

  /// Takes exactly `digits` digits and returns the number that they are; nil when there are fewer.
  @inline(__always) mutating func takeNumber(digits: Int) -> Int? {
    guard bytes.count - at >= digits else { return nil }
    var value = 0
    for _ in 0..<digits {
      guard bytes[at].isDigit else { return nil }
      value = value &* 10 &+ Int(bytes[at] &- UInt8(ascii: "0"))
      at += 1
    }
    return value
  }

  /// Takes everything up to the first of a byte, and that byte itself; nil when it does not come.
  mutating func take(upTo byte: UInt8) -> PaddedBytes? {
    var end = at
    while end < bytes.count, bytes[end] != byte { end += 1 }
    guard end < bytes.count else { return nil }
    defer { at = end + 1 }
    return bytes[at..<end]
  }
}
