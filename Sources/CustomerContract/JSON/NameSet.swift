internal import Glibc

/// A fixed set of strings, found by their bytes: member names, or the values of an enumeration.
///
/// Open addressing; a name is told from others by its length, its first and its last eight bytes, and only a longer one
/// by comparing all of it. It lies in memory of its own, so that a look-up counts no references.
@safe struct NameSet: ~Copyable {
  @safe private struct Slot {
    var head: UInt64 = 0
    var tail: UInt64 = 0
    var length = -1
    var index = -1
    var bytes: UnsafePointer<UInt8>?

    func isSpelled(as name: ByteView) -> Bool {
      guard let bytes = unsafe bytes else { return false }
      return unsafe memcmp(bytes, name.start, name.count) == 0
    }
  }

  private let slots: UnsafeMutablePointer<Slot>
  private let mask: Int
  private let shift: UInt64
  private let bytes: UnsafeMutablePointer<UInt8>

  init(_ names: [String]) {
    let names = names.map { Array($0.utf8) }
    // A quarter full at most, so that a look-up rarely takes a second step.
    let bits = max(2, Int.bitWidth - (names.count * 4).leadingZeroBitCount)
    let count = 1 << bits
    unsafe slots = .allocate(capacity: count)
    unsafe slots.initialize(repeating: Slot(), count: count)
    mask = count - 1
    shift = UInt64(64 - bits)
    // Eight bytes behind each name may be looked at.
    let room = names.reduce(0) { $0 + $1.count + 8 }
    unsafe bytes = .allocate(capacity: max(1, room))
    unsafe bytes.initialize(repeating: 0, count: max(1, room))
    var end = 0
    for (index, name) in names.enumerated() {
      for offset in name.indices { unsafe bytes[end + offset] = name[offset] }
      let view = unsafe ByteView(start: bytes + end, count: name.count)
      end += name.count + 8
      var place = place(view.head, view.tail, view.count)
      while unsafe slots[place].length >= 0 { place = (place + 1) & mask }
      unsafe slots[place] = Slot(
        head: view.head, tail: view.tail, length: view.count, index: index, bytes: view.start)
    }
  }

  deinit {
    unsafe slots.deallocate()
    unsafe bytes.deallocate()
  }

  /// The name's place in the list that the set was made of; nil when it is not one of them.
  @inline(__always) func index(of name: ByteView) -> Int? {
    let head = name.head
    let tail = name.tail
    var place = place(head, tail, name.count)
    while true {
      let slot = unsafe slots + place
      if unsafe slot.pointee.length == name.count, unsafe slot.pointee.head == head, unsafe slot.pointee.tail == tail,
        unsafe name.count <= 16 || slot.pointee.isSpelled(as: name)
      {
        return unsafe slot.pointee.index
      }
      if unsafe slot.pointee.length < 0 { return nil }
      place = (place &+ 1) & mask
    }
  }

  @inline(__always) private func place(_ head: UInt64, _ tail: UInt64, _ length: Int) -> Int {
    let mixed = (head ^ (tail &* 0x9E37_79B9_7F4A_7C15) ^ UInt64(truncatingIfNeeded: length)) &* 0xD6E8_FEB8_6659_FD93
    return Int(truncatingIfNeeded: mixed &>> shift)
  }
}
