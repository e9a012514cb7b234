/// The bytes that must be escaped in a JSON string (RFC 8259, section 7).
enum JSONEscape {
  /// Bytes that one byte of a JSON string may take.
  static let bytesMaximum = 6

  @inline(__always) static func isNeeded(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private static let ones: UInt64 = 0x0101_0101_0101_0101

  /// The highest bit of each of eight bytes that is a quote or a backslash.
  @inline(__always) static func marks(_ word: UInt64) -> UInt64 {
    either(UInt8(ascii: "\""), UInt8(ascii: "\\"), in: word)
  }

  /// Whether one of eight bytes is a tilde or a slash, which take two bytes in a JSON Pointer (RFC 6901, section 3).
  @inline(__always) static func hasPointerMark(_ word: UInt64) -> Bool {
    either(UInt8(ascii: "~"), UInt8(ascii: "/"), in: word) != 0
  }

  /// The highest bit of each of eight bytes that is one of two.
  @inline(__always) private static func either(_ first: UInt8, _ second: UInt8, in word: UInt64) -> UInt64 {
    let highs = ones &* 0x80
    let firsts = word ^ ones &* UInt64(first)
    let seconds = word ^ ones &* UInt64(second)
    // A sum without a carry into the next byte: its highest bit is set unless the byte is zero.
    let others = ((firsts & ~highs) &+ ~highs | firsts) & ((seconds & ~highs) &+ ~highs | seconds)
    return ~others & highs
  }

  /// Whether none of eight bytes is a quote, a backslash or below 0x20.
  @inline(__always) static func areOrdinary(_ word: UInt64) -> Bool {
    marks(word) == 0 && !hasControl(word)
  }

  /// Whether one of eight bytes is below 0x20.
  @inline(__always) static func hasControl(_ word: UInt64) -> Bool {
    let upper = word & (ones &* 0xE0)
    return (upper &- ones) & ~upper & (ones &* 0x80) != 0
  }

  @inline(__always) static func count(_ byte: UInt8) -> Int {
    isNeeded(byte) ? letter(byte) == nil ? 6 : 2 : 1
  }

  @inline(__always) static func forEachByte(of byte: UInt8, _ body: (UInt8) -> Void) {
    body(UInt8(ascii: "\\"))
    if let letter = letter(byte) { return body(letter) }
    body(UInt8(ascii: "u"))
    body(UInt8(ascii: "0"))
    body(UInt8(ascii: "0"))
    body(hexDigit(byte >> 4))
    body(hexDigit(byte & 15))
  }

  /// Returns the bytes that are escaped in the text between the quotes of a JSON string, as `forEachByte` writes it.
  static func undo(_ escaped: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard escaped.contains(UInt8(ascii: "\\")) else { return escaped }
    var bytes: ArraySlice<UInt8> = []
    var rest = escaped
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let letter = rest.popFirst() else {
        bytes.append(byte)
        continue
      }
      switch letter {
      case UInt8(ascii: "n"): bytes.append(0x0A)
      case UInt8(ascii: "r"): bytes.append(0x0D)
      case UInt8(ascii: "t"): bytes.append(0x09)
      case UInt8(ascii: "u"):
        bytes.append(UInt8(String(decoding: rest.prefix(4), as: UTF8.self), radix: 16) ?? 0)
        rest = rest.dropFirst(4)
      default: bytes.append(letter)
      }
    }
    return bytes
  }

  /// The letter behind the backslash of a short escape; nil where there is none.
  @inline(__always) private static func letter(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): byte
    case 0x0A: UInt8(ascii: "n")
    case 0x0D: UInt8(ascii: "r")
    case 0x09: UInt8(ascii: "t")
    default: nil
    }
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}

extension [UInt8] {
  package mutating func append(text: String) {
    append(contentsOf: text.utf8)
  }

  /// Appends a string as JSON has it, in quotes.
  package mutating func appendJSON(_ text: String) {
    appendJSON(text.utf8)
  }

  /// Appends UTF-8 bytes as a JSON string, in quotes.
  package mutating func appendJSON(_ bytes: some Collection<UInt8>) {
    append(UInt8(ascii: "\""))
    appendEscaped(bytes)
    append(UInt8(ascii: "\""))
  }

  /// Appends UTF-8 bytes as they are between the quotes of a JSON string.
  package mutating func appendEscaped(_ bytes: some Collection<UInt8>) {
    if bytes.contains(where: JSONEscape.isNeeded) {
      for byte in bytes {
        if JSONEscape.isNeeded(byte) { JSONEscape.forEachByte(of: byte) { append($0) } } else { append(byte) }
      }
    } else {
      append(contentsOf: bytes)
    }
  }

  /// How many bytes `appendJSON` makes of these.
  static func jsonCount(_ bytes: some Sequence<UInt8>) -> Int {
    bytes.reduce(2) { $0 + JSONEscape.count($1) }
  }
}

extension PaddedBytes {
  /// How many bytes these take as a JSON string.
  var jsonCount: Int {
    var count = self.count + 2
    var index = 0
    while self.count &- index >= 8 {
      let word = word(at: index)
      guard !JSONEscape.hasControl(word) else { break }
      count &+= JSONEscape.marks(word).nonzeroBitCount
      index &+= 8
    }
    while index < self.count {
      count += JSONEscape.count(self[index]) - 1
      index += 1
    }
    return count
  }
}
