internal import Glibc

/// JSON Pointers (RFC 6901), one behind the other, each built from names and indexes and kept as it is between the quotes of
/// a JSON string.
///
/// A name is escaped once, and not once for each of the hundred errors that may be below it.
///
/// The errors of a decision share the bytes, which are used again for the next command: with an array for each, a hundred
/// errors would cost more than all else that is done about it. Where errors outlive their command, the first change copies.
struct JSONPointers: ~Copyable {
  /// A longer pointer becomes its parent's: a member's name may be as long as the command.
  static let bytesMaximum = 1024
  private static let firstCapacity = 4096
  /// An index has no more digits.
  private static let digitsMaximum = 20

  /// The bytes of all pointers, and others behind them.
  private(set) var bytes = [UInt8](repeating: 0, count: firstCapacity)
  private var count = 0
  /// Where the last pointer begins.
  private var start = 0
  /// The bytes that the last pointer has without escapes, which are those that have a limit.
  private var plainCount = 0
  /// Whether the last pointer is too long and ends where it would become so.
  private var isCut = false

  /// The beginning of a pointer.
  struct Part: BitwiseCopyable {
    fileprivate var count = 0
    fileprivate var plainCount = 0
    fileprivate var isCut = false
  }

  /// The range of the last pointer.
  var last: Range<Int> { start..<count }

  /// The last pointer, as far as it is built.
  @inline(__always) var part: Part { Part(count: count - start, plainCount: plainCount, isCut: isCut) }

  /// Begins a pointer with a part of the last one.
  @inline(__always) mutating func begin(with part: Part = Part()) {
    precondition(part.count <= count - start, "a part of the last pointer is no longer than it")
    reserve(part.count)
    let (last, end) = (start, count)
    unsafe bytes.withUnsafeMutableBytes { bytes in
      guard let memory = bytes.baseAddress else { return }
      unsafe memcpy(memory + end, memory + last, part.count)
    }
    start = count
    count += part.count
    plainCount = part.plainCount
    isCut = part.isCut
  }

  mutating func removeAll(from end: Int = 0) {
    count = end
    start = end
  }

  /// Drops all pointers and gives back the memory for many.
  mutating func giveBackMemory() {
    removeAll()
    bytes = Array(repeating: 0, count: Self.firstCapacity)
  }

  mutating func append(_ name: PaddedBytes) {
    // A name may be as long as the command, and so may hundreds of pointers below it: what cannot fit is not looked at.
    guard hasRoom(for: name.count) else { return }
    guard name.isOrdinaryInPointer else { return appendMarked(name) }
    reserve(name.count + 1)
    append(byte: UInt8(ascii: "/"))
    let end = count
    unsafe bytes.withUnsafeMutableBytes { bytes in
      guard let memory = bytes.baseAddress else { return }
      unsafe memcpy(memory + end, name.start, name.count)
    }
    count += name.count
    plainCount += name.count + 1
  }

  @inline(__always) mutating func append(_ index: Int) {
    guard hasRoom(for: Self.digitsMaximum) else { return }
    reserve(Self.digitsMaximum + 1)
    bytes[count] = UInt8(ascii: "/")
    var digits = 1
    var rest = index / 10
    while rest > 0 {
      digits += 1
      rest /= 10
    }
    rest = index
    var at = count + digits
    while at > count {
      bytes[at] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
      at -= 1
    }
    count += digits + 1
    plainCount += digits + 1
  }

  /// Appends a name with two bytes for each `~` and `/`, and with escapes.
  @inline(never) private mutating func appendMarked(_ name: PaddedBytes) {
    var marks = 0
    for index in 0..<name.count {
      if name[index] == UInt8(ascii: "~") || name[index] == UInt8(ascii: "/") { marks += 1 }
    }
    guard hasRoom(for: name.count + marks) else { return }
    reserve((name.count + marks) * JSONEscape.bytesMaximum + 1)
    plainCount += name.count + marks + 1
    append(byte: UInt8(ascii: "/"))
    for index in 0..<name.count {
      let byte = name[index]
      switch byte {
      case UInt8(ascii: "~"):
        append(byte: byte)
        append(byte: UInt8(ascii: "0"))
      case UInt8(ascii: "/"):
        append(byte: UInt8(ascii: "~"))
        append(byte: UInt8(ascii: "1"))
      case _ where JSONEscape.isNeeded(byte): JSONEscape.forEachByte(of: byte) { append(byte: $0) }
      default: append(byte: byte)
      }
    }
  }

  private mutating func append(byte: UInt8) {
    bytes[count] = byte
    count += 1
  }

  /// Whether a segment of so many bytes can follow; if not, the pointer ends here.
  @inline(__always) private mutating func hasRoom(for bytes: Int) -> Bool {
    isCut = isCut || plainCount + 1 + bytes > Self.bytesMaximum
    return !isCut
  }

  @inline(__always) private mutating func reserve(_ bytes: Int) {
    if count + bytes > self.bytes.count { grow(bytes) }
  }

  @inline(never) private mutating func grow(_ bytes: Int) {
    self.bytes += [UInt8](repeating: 0, count: max(self.bytes.count, bytes))
  }
}

extension PaddedBytes {
  /// Whether every byte is in a JSON Pointer, and in its JSON string, as it is here.
  fileprivate var isOrdinaryInPointer: Bool {
    var index = 0
    while index < count {
      let left = count &- index
      // Bytes behind the end become blanks.
      let behind = left >= 8 ? 0 : UInt64.max &<< UInt64(truncatingIfNeeded: left &* 8)
      let word = word(at: index) & ~behind | 0x2020_2020_2020_2020 & behind
      guard JSONEscape.areOrdinary(word), !JSONEscape.hasPointerMark(word) else { return false }
      index &+= 8
    }
    return true
  }
}
