internal import Glibc

/// JSON Pointers (RFC 6901), one behind the other, each built from names and indexes.
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
  /// Whether the last pointer is too long and ends where it would become so.
  private(set) var isCut = false

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

  /// Begins a pointer with the first bytes of the last one.
  mutating func begin(with bytes: Int = 0) {
    precondition(bytes <= count - start, "a part of the last pointer is no longer than it")
    reserve(bytes)
    unsafe memcpy(memory + count, memory + start, bytes)
    start = count
    count += bytes
    isCut = false
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
    let marks = name.pointerMarkCount
    if marks > 0 { return append(name, marks: marks) }
    reserve(name.count + 1)
    unsafe memory[count] = UInt8(ascii: "/")
    unsafe memcpy(memory + count + 1, name.start, name.count)
    count += name.count + 1
  }

  mutating func append(_ index: Int) {
    guard hasRoom(for: Self.digitsMaximum) else { return }
    reserve(Self.digitsMaximum + 1)
    unsafe memory[count] = UInt8(ascii: "/")
    count += 1
    var digits = 1
    var rest = index / 10
    while rest > 0 {
      digits += 1
      rest /= 10
    }
    rest = index
    for at in stride(from: count + digits - 1, through: count, by: -1) {
      unsafe memory[at] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    count += digits
  }

  /// Appends a name with two bytes for each `~` and `/`.
  private mutating func append(_ name: PaddedBytes, marks: Int) {
    guard hasRoom(for: name.count + marks) else { return }
    reserve(name.count + marks + 1)
    append(byte: UInt8(ascii: "/"))
    for index in 0..<name.count {
      let byte = name[index]
      let isTilde = byte == UInt8(ascii: "~")
      guard isTilde || byte == UInt8(ascii: "/") else {
        append(byte: byte)
        continue
      }
      append(byte: UInt8(ascii: "~"))
      append(byte: isTilde ? UInt8(ascii: "0") : UInt8(ascii: "1"))
    }
  }

  private mutating func append(byte: UInt8) {
    unsafe memory[count] = byte
    count += 1
  }

  /// Whether a segment of so many bytes can follow; if not, the pointer ends here.
  private mutating func hasRoom(for bytes: Int) -> Bool {
    isCut = isCut || count - start + 1 + bytes > Self.bytesMaximum
    return !isCut
  }

  private mutating func reserve(_ bytes: Int) {
    guard count + bytes > capacity else { return }
    capacity = max(capacity * 2, count + bytes)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    unsafe larger.update(from: memory, count: count)
    unsafe memory.deallocate()
    unsafe memory = unsafe larger
  }
}

extension PaddedBytes {
  /// How many bytes take two in a JSON Pointer.
  fileprivate var pointerMarkCount: Int {
    guard contains(UInt8(ascii: "~")) || contains(UInt8(ascii: "/")) else { return 0 }
    var marks = 0
    for index in 0..<count where self[index] == UInt8(ascii: "~") || self[index] == UInt8(ascii: "/") { marks += 1 }
    return marks
  }
}
