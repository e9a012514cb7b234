/// The members of a JSON object in the bytes of a result, which is valid JSON.
///
/// Names and values are ranges of the bytes; a value that is a string has its quotes. Text that is no JSON gives fewer
/// members, never a range outside the bytes.
struct ResultMembers {
  /// The end of what may be read.
  private let end: Int
  private var index: Int

  /// - Parameter range: where the object is in the bytes, its braces included.
  init(_ range: Range<Int>) {
    index = range.lowerBound + 1
    end = range.upperBound
  }

  @unsafe mutating func next(_ bytes: UnsafeRawBufferPointer) -> (name: Range<Int>, value: Range<Int>)? {
    unsafe skip(bytes)
    guard index < end, unsafe bytes[index] == UInt8(ascii: "\"") else { return nil }
    let nameStart = index + 1
    unsafe skipString(bytes)
    let name = nameStart..<max(nameStart, index - 1)
    unsafe skip(bytes)
    let start = index
    unsafe skipValue(bytes)
    return index > start && index <= end ? (name, start..<index) : nil
  }

  /// The next element of an array, whose `range` was given to `init`.
  @unsafe mutating func nextElement(_ bytes: UnsafeRawBufferPointer) -> Range<Int>? {
    unsafe skip(bytes)
    guard index < end, unsafe bytes[index] != UInt8(ascii: "]") else { return nil }
    let start = index
    unsafe skipValue(bytes)
    return index > start && index <= end ? start..<index : nil
  }

  /// Moves over white space, commas and colons.
  @unsafe private mutating func skip(_ bytes: UnsafeRawBufferPointer) {
    while index < end {
      switch unsafe bytes[index] {
      case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ","), UInt8(ascii: ":"): index += 1
      default: return
      }
    }
  }

  @unsafe private mutating func skipString(_ bytes: UnsafeRawBufferPointer) {
    index += 1
    while index < end {
      switch unsafe bytes[index] {
      case UInt8(ascii: "\""):
        index += 1
        return
      case UInt8(ascii: "\\"): index += 2
      default: index += 1
      }
    }
  }

  @unsafe private mutating func skipValue(_ bytes: UnsafeRawBufferPointer) {
    var depth = 0
    while index < end {
      switch unsafe bytes[index] {
      case UInt8(ascii: "\""):
        unsafe skipString(bytes)
        if depth == 0 { return }
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == 0 { return }
        depth -= 1
        if depth == 0 {
          index += 1
          return
        }
      case UInt8(ascii: ","), 0x20, 0x09, 0x0A, 0x0D: if depth == 0 { return }
      default: break
      }
      index += 1
    }
  }
}
