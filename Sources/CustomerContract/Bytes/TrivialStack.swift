/// A stack of plain values in memory of its own.
///
/// An array's look at its references before each change costs more here than the change.
// Safe: the memory lives as long as the stack, and an index is below `count`, which `assert` checks.
@safe struct TrivialStack<Element: BitwiseCopyable>: ~Copyable {
  private static var firstCapacity: Int { 32 }

  private var elements: UnsafeMutablePointer<Element>
  private(set) var capacity: Int
  private(set) var count = 0

  init() {
    capacity = Self.firstCapacity
    unsafe elements = .allocate(capacity: capacity)
  }

  deinit {
    unsafe elements.deallocate()
  }

  @inline(__always) subscript(index: Int) -> Element {
    get {
      assert(index >= 0 && index < count)
      return unsafe elements[index]
    }
    // In place: an element may be of many words, of which one changes.
    _modify {
      assert(index >= 0 && index < count)
      yield unsafe &elements[index]
    }
  }

  @inline(__always) mutating func append(_ element: Element) {
    if count == capacity { grow() }
    unsafe (elements + count).initialize(to: element)
    count += 1
  }

  private mutating func grow() {
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
    unsafe larger.moveInitialize(from: elements, count: count)
    unsafe elements.deallocate()
    unsafe elements = unsafe larger
    capacity *= 2
  }

  /// Drops all elements and gives back the memory for many.
  mutating func giveBackMemory() {
    count = 0
    unsafe elements.deallocate()
    capacity = Self.firstCapacity
    unsafe elements = .allocate(capacity: capacity)
  }

  /// Drops the elements from an index on.
  @inline(__always) mutating func truncate(to count: Int) {
    assert(count <= self.count)
    self.count = count
  }

  /// Sorts the elements from an index on.
  mutating func sort(from first: Int, by areInIncreasingOrder: (Element, Element) -> Bool) {
    var rest = unsafe UnsafeMutableBufferPointer(start: elements + first, count: count - first)
    unsafe rest.sort(by: areInIncreasingOrder)
  }
}
