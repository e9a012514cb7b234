extension SampleText {
  /// The content of a JSON string, in the two ways in which producers write it.
  struct Phrase: Sendable, ExpressibleByStringLiteral {
    /// The content with the escapes that JSON asks for.
    let plain: [UInt8]
    /// The content with everything outside ASCII escaped too, as Python's `json` does.
    let ascii: [UInt8]

    init(_ text: String) {
      var plain: [UInt8] = []
      var ascii: [UInt8] = []
      for unit in text.utf16 {
        switch unit {
        case 0x22, 0x5C: ascii += [0x5C, UInt8(unit)]
        case 0x20...0x7E: ascii.append(UInt8(unit))
        default: ascii += Self.escape(unit)
        }
      }
      for byte in text.utf8 {
        switch byte {
        case 0x22, 0x5C: plain += [0x5C, byte]
        case 0..<0x20: plain += Self.escape(UInt16(byte))
        default: plain.append(byte)
        }
      }
      self.plain = plain
      self.ascii = ascii
    }

    init(stringLiteral text: String) { self.init(text) }

    /// `\u00e9`
    static func escape(_ unit: UInt16) -> [UInt8] {
      let digits = Array("0123456789abcdef".utf8)
      return Array("\\u".utf8) + [12, 8, 4, 0].map { digits[Int(unit >> $0) & 15] }
    }
  }
}
