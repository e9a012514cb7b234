/// Finds the end of a JSON object in a text that comes in parts, each byte of which is looked at once.
struct ObjectScanner {
  enum Outcome: Equatable {
    /// The object has so many bytes.
    case end(Int)
    case goesOn
    /// Its braces pair, and its brackets do not.
    case unpaired
  }

  /// How many bytes of the object were looked at.
  private(set) var offset = 0
  private var braces = 0
  private var brackets = 0
  private var isInString = false
  private var isEscaped = false

  /// Goes on where the last call has ended.
  ///
  /// - Parameters:
  ///   - text: from the object's first byte on, which is an opening brace.
  ///   - count: how many bytes are there by now.
  mutating func scan(_ text: UnsafePointer<UInt8>, _ count: Int) -> Outcome {
    while offset < count {
      let byte = unsafe text[offset]
      offset += 1
      if isInString {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInString = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isInString = true
      case UInt8(ascii: "{"): braces += 1
      case UInt8(ascii: "["): brackets += 1
      case UInt8(ascii: "]"): brackets -= 1
      case UInt8(ascii: "}"):
        braces -= 1
        if braces == 0 { return brackets == 0 ? .end(offset) : .unpaired }
      default: break
      }
    }
    return .goesOn
  }
}
