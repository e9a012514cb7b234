/// The strings of a JSON text: escapes, checked and undone (RFC 8259, section 7).
enum JSONString {
  /// Whether every escape is one, and every surrogate half of a pair (RFC 7493, section 2.1, refuses lone ones).
  static func hasValidEscapes(_ content: PaddedBytes) -> Bool {
    var at = 0
    while let next = content.firstOffset(of: UInt8(ascii: "\\"), from: at) {
      at = next
      // After one escape another often follows.
      repeat {
        guard let count = escapeCount(content, at) else { return false }
        at += count
      } while at < content.count && content[at] == UInt8(ascii: "\\")
    }
    return true
  }

  /// Writes what the string means to `target`, which has room for `content.count` bytes; returns how many it took.
  ///
  /// The escapes are valid.
  @unsafe static func unescape(_ content: PaddedBytes, to target: UnsafeMutablePointer<UInt8>) -> Int {
    var at = 0
    var end = 0
    while at < content.count {
      if content[at] == UInt8(ascii: "\\"), let escape = Escape(content, at) {
        at += escape.count
        for byte in UTF8.encode(escape.scalar) ?? UTF8.encodedReplacementCharacter {
          unsafe target[end] = byte
          end += 1
        }
      } else {
        unsafe target[end] = content[at]
        at += 1
        end += 1
      }
    }
    return end
  }

  /// How many bytes the escape at an offset takes; nil when it is none.
  @inline(__always) static func escapeCount(_ content: PaddedBytes, _ at: Int) -> Int? {
    Escape.isSingleUnit(content, at) ? 6 : Escape(content, at)?.count
  }

  static func unescaped(_ content: PaddedBytes) -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: content.count) { buffer, count in
      guard let target = buffer.baseAddress else { return }
      unsafe count = unescape(content, to: target)
    }
  }
}

/// One escape of a string: `\n`, `\u00e9`, or a pair of surrogates.
private struct Escape {
  let scalar: Unicode.Scalar
  /// Bytes in the text.
  let count: Int

  init?(_ content: PaddedBytes, _ at: Int) {
    guard at + 1 < content.count else { return nil }
    let simple: Unicode.Scalar? =
      switch content[at + 1] {
      case UInt8(ascii: "\""): "\""
      case UInt8(ascii: "\\"): "\\"
      case UInt8(ascii: "/"): "/"
      case UInt8(ascii: "b"): "\u{8}"
      case UInt8(ascii: "f"): "\u{C}"
      case UInt8(ascii: "n"): "\n"
      case UInt8(ascii: "r"): "\r"
      case UInt8(ascii: "t"): "\t"
      default: nil
      }
    if let simple {
      scalar = simple
      count = 2
      return
    }
    guard content[at + 1] == UInt8(ascii: "u"), let unit = Self.unit(content, at + 2) else { return nil }
    if let single = Unicode.Scalar(unit) {
      scalar = single
      count = 6
      return
    }
    guard unit < 0xDC00, at + 7 < content.count, content[at + 6] == UInt8(ascii: "\\"),
      content[at + 7] == UInt8(ascii: "u"), let low = Self.unit(content, at + 8), low >= 0xDC00, low < 0xE000,
      let pair = Unicode.Scalar(0x10000 + (UInt32(unit - 0xD800) << 10) + UInt32(low - 0xDC00))
    else { return nil }
    scalar = pair
    count = 12
  }

  /// Whether an escape is `\u` and four digits that are no half of a surrogate pair, as most are.
  @inline(__always) static func isSingleUnit(_ content: PaddedBytes, _ at: Int) -> Bool {
    guard content.count &- at >= 6 else { return false }
    let word = content.word(at: at)
    let digits = (word &>> 16) & 0xFFFF_FFFF
    // The digits d and 8 to f begin a half, in either case.
    let mayBeHalf = digits & 0xDF == UInt64(UInt8(ascii: "D")) && (digits &>> 8) & 0xFF >= UInt64(UInt8(ascii: "8"))
    return word & 0xFFFF == 0x755C && ByteClass.hexDigits(in: digits) == 0x8080_8080 && !mayBeHalf
  }

  @inline(__always) private static func unit(_ content: PaddedBytes, _ at: Int) -> UInt16? {
    guard at + 4 <= content.count else { return nil }
    let digits = content.word(at: at) & 0xFFFF_FFFF
    guard ByteClass.hexDigits(in: digits) == 0x8080_8080 else { return nil }
    // The letters begin at 0x41 and 0x61, and mean 10 and more.
    let values = (digits & 0x0F0F_0F0F) &+ ((digits &>> 6) & 0x0101_0101) &* 9
    // The first is the highest of the number.
    let ordered = UInt32(truncatingIfNeeded: values).byteSwapped
    let pairs = (ordered | ordered &>> 4) & 0x00FF_00FF
    return UInt16(truncatingIfNeeded: pairs | pairs &>> 8)
  }
}
