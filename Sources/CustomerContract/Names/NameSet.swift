internal import Glibc

/// A fixed set of strings, found by their bytes: member names, or the values of an enumeration.
///
/// A name differs from others by its length, its first and its last eight bytes, and only a longer one is compared in full.
/// Its slot comes from a product, and the factor is searched for until no two names of the set share a slot: a
/// look-up has no step that depends on which name it is. It lies in memory of its own, so that it counts no references.
// Safe: slots and names live as long as the set, and a slot's index is masked.
@safe struct NameSet: ~Copyable {
  // Safe: the bytes are those of the set that the slot is in.
  @safe private struct Slot {
    var head: UInt64 = 0
    var tail: UInt64 = 0
    var length: Int32 = -1
    var index: Int32 = -1
    var bytes: UnsafePointer<UInt8>?

    @inline(__always) func holds(_ name: PaddedBytes, _ head: UInt64, _ tail: UInt64) -> Bool {
      // One branch for all three: it is taken for the names of the set and for no others.
      let difference = (self.head ^ head) | (self.tail ^ tail) | UInt64(bitPattern: Int64(length) ^ Int64(name.count))
      guard difference == 0 else { return false }
      return name.count <= 16 || isSpelled(as: name)
    }

    func isSpelled(as name: PaddedBytes) -> Bool {
      guard let bytes = unsafe bytes else { return false }
      return unsafe memcmp(bytes, name.start, name.count) == 0
    }
  }

  /// Names that agree in all that their slot comes from share slots with every factor; a look-up of these takes more steps.
  private static let factorsMaximum = 2000

  private let slots: UnsafeMutablePointer<Slot>
  private let mask: Int
  private let shift: UInt64
  private let factor: UInt64
  private let bytes: UnsafeMutablePointer<UInt8>

  init(_ names: [String]) {
    let names = names.map { Array($0.utf8) }
    // A quarter full at most, so that a factor is soon found.
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
    var views: [PaddedBytes] = []
    var end = 0
    for name in names {
      for offset in name.indices { unsafe bytes[end + offset] = name[offset] }
      unsafe views.append(PaddedBytes(start: bytes + end, count: name.count))
      end += name.count + 8
    }
    factor = Self.factor(for: views, shift: shift)
    for (index, view) in views.enumerated() {
      var slotIndex = Self.slot(view.head, view.tail, factor, shift)
      while unsafe slots[slotIndex].length >= 0 { slotIndex = (slotIndex + 1) & mask }
      unsafe slots[slotIndex] = Slot(
        head: view.head, tail: view.tail, length: Int32(view.count), index: Int32(index), bytes: view.start)
    }
  }

  deinit {
    unsafe slots.deallocate()
    unsafe bytes.deallocate()
  }

  @inline(__always) func contains(_ name: PaddedBytes) -> Bool { index(of: name) != nil }

  /// The name's index in the list that the set was made of; nil when it is not one of them.
  @inline(__always) func index(of name: PaddedBytes) -> Int? {
    let head = name.head
    let tail = name.tail
    var slotIndex = Self.slot(head, tail, factor, shift)
    while true {
      let slot = unsafe slots + slotIndex
      if unsafe slot.pointee.holds(name, head, tail) { return unsafe Int(slot.pointee.index) }
      if unsafe slot.pointee.length < 0 { return nil }
      slotIndex = (slotIndex &+ 1) & mask
    }
  }

  @inline(__always) private static func slot(_ head: UInt64, _ tail: UInt64, _ factor: UInt64, _ shift: UInt64) -> Int {
    Int(truncatingIfNeeded: ((head &+ (tail &>> 3)) &* factor) &>> shift)
  }

  private static func factor(for names: [PaddedBytes], shift: UInt64) -> UInt64 {
    var factor: UInt64 = 0x9E37_79B9_7F4A_7C15
    for _ in 0..<factorsMaximum {
      if Set(names.map { slot($0.head, $0.tail, factor, shift) }).count == names.count { break }
      // Any other odd number.
      factor = (factor ^ factor &>> 29) &* 0xBF58_476D_1CE4_E5B9 | 1
    }
    return factor
  }
}
