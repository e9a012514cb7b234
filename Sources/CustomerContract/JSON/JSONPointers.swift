internal import Glibc

/// JSON Pointers (RFC 6901), one behind the other, each built from names and indexes and kept as it is between the quotes of
/// a JSON string.
///
/// A name is escaped once, and not once for each of the hundred errors that may be below it.
///
/// In memory of its own that is used again: a command may have a hundred errors, and an array for the pointer of each would
/// cost more than all else that is done about it.
// Safe: the memory lives as long as the value, and `reserve` makes room before each write.
@safe struct JSONPointers: ~Copyable {
  /// A longer pointer becomes its parent's: a member's name may be as long as the command.
  static let bytesMaximum = 1024
  private static let firstCapacity = 4096
  /// An index has no more digits.
  private static let digitsMaximum = 20

  private var memory: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0
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

  init() {
    capacity = Self.firstCapacity
    unsafe memory = .allocate(capacity: capacity)
  }

  deinit {
    unsafe memory.deallocate()
  }

  /// The bytes of all pointers.
  var bytes: [UInt8] { unsafe Array(UnsafeBufferPointer(start: memory, count: count)) }

  /// The range of the last pointer.
  var last: Range<Int> { start..<count }

  /// The last pointer, as far as it is built.
  @inline(__always) var part: Part { Part(count: count - start, plainCount: plainCount, isCut: isCut) }

  /// Begins a pointer with a part of the last one.
  @inline(__always) mutating func begin(with part: Part = Part()) {
    precondition(part.count <= count - start, "a part of the last pointer is no longer than it")
    reserve(part.count)
    unsafe memcpy(memory + count, memory + start, part.count)
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
    unsafe memory.deallocate()
    capacity = Self.firstCapacity
    unsafe memory = .allocate(capacity: capacity)
  }

  mutating func append(_ name: PaddedBytes) {
    // A name may be as long as the command, and so may hundreds of pointers below it: what cannot fit is not looked at.
    guard hasRoom(for: name.count) else { return }
    guard name.isOrdinaryInPointer else { return appendMarked(name) }
    reserve(name.count + 1)
    unsafe memory[count] = UInt8(ascii: "/")
    unsafe memcpy(memory + count + 1, name.start, name.count)
    count += name.count + 1
    plainCount += name.count + 1
  }

  @inline(__always) mutating func append(_ index: Int) {
    guard hasRoom(for: Self.digitsMaximum) else { return }
    reserve(Self.digitsMaximum + 1)
    unsafe memory[count] = UInt8(ascii: "/")
    var digits = 1
    var rest = index / 10
    while rest > 0 {
      digits += 1
      rest /= 10
    }
    rest = index
    var at = count + digits
    while at > count {
      unsafe memory[at] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
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
    unsafe memory[count] = byte
    count += 1
  }

  /// Whether a segment of so many bytes can follow; if not, the pointer ends here.
  @inline(__always) private mutating func hasRoom(for bytes: Int) -> Bool {
    isCut = isCut || plainCount + 1 + bytes > Self.bytesMaximum
    return !isCut
  }

  @inline(__always) private mutating func reserve(_ bytes: Int) {
    if count + bytes > capacity { grow(bytes) }
  }

  @inline(never) private mutating func grow(_ bytes: Int) {
    capacity = max(capacity * 2, count + bytes)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    unsafe larger.update(from: memory, count: count)
    unsafe memory.deallocate()
    unsafe memory = unsafe larger
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
