internal import Glibc

/// A fixed set of strings, found by their bytes: member names, or the values of an enumeration.
///
/// Open addressing; a name is told from others by its length, its first and its last eight bytes, and only a longer one
/// by comparing all of it.
struct NameSet: Sendable {
  private struct Slot {
    var head: UInt64 = 0
    var tail: UInt64 = 0
    var length = -1
    var index = -1
  }

  let names: [String]
  private let longNames: [[UInt8]]
  private let slots: [Slot]
  private let shift: UInt64

  init(_ names: [String]) {
    self.names = names
    longNames = names.map { $0.utf8.count > 16 ? Array($0.utf8) : [] }
    // A quarter full at most, so that a look-up rarely takes a second step.
    let bits = max(2, Int.bitWidth - (names.count * 4).leadingZeroBitCount)
    let shift = UInt64(64 - bits)
    self.shift = shift
    var slots = [Slot](repeating: Slot(), count: 1 << bits)
    for (index, name) in names.enumerated() {
      let padded = Array(name.utf8) + [UInt8](repeating: 0, count: 8)
      unsafe padded.withUnsafeBufferPointer { padded in
        guard let start = padded.baseAddress else { return }
        let view = ByteView(start: start, count: padded.count - 8)
        var place = Self.place(view.head, view.tail, view.count, shift)
        while slots[place].length >= 0 { place = (place + 1) & (slots.count - 1) }
        slots[place] = Slot(head: view.head, tail: view.tail, length: view.count, index: index)
      }
    }
    self.slots = slots
  }

  /// The name's place in `names`; nil when it is not one of them.
  @inline(__always) func index(of name: ByteView) -> Int? {
    let head = name.head
    let tail = name.tail
    var place = Self.place(head, tail, name.count, shift)
    while true {
      let slot = slots[place]
      if slot.length == name.count, slot.head == head, slot.tail == tail, matches(name, slot.index) {
        return slot.index
      }
      if slot.length < 0 { return nil }
      place = (place &+ 1) & (slots.count &- 1)
    }
  }

  @inline(__always) private func matches(_ name: ByteView, _ index: Int) -> Bool {
    guard name.count > 16 else { return true }
    return unsafe longNames[index].withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress else { return false }
      return unsafe memcmp(start, name.start, name.count) == 0
    }
  }

  @inline(__always) private static func place(_ head: UInt64, _ tail: UInt64, _ length: Int, _ shift: UInt64) -> Int {
    let mixed = (head ^ (tail &* 0x9E37_79B9_7F4A_7C15) ^ UInt64(truncatingIfNeeded: length)) &* 0xD6E8_FEB8_6659_FD93
    return Int(truncatingIfNeeded: mixed &>> shift)
  }
}
