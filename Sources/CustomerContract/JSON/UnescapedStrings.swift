/// What the strings of one text mean: those with escapes are written out here, all others stay where they are.
// Safe: the room lives as long as the value, and a precondition bounds what is written to it.
@safe struct UnescapedStrings: ~Copyable {
  private static let firstCapacity = 4096

  private var room: UnsafeMutablePointer<UInt8>
  private(set) var capacity: Int
  private var used = 0
  /// The addresses of the text's first and last backslash; 1 and 0 when it has none. Most texts have none, most others a
  /// few beside each other, and no string outside of these is looked through for one.
  private var firstEscape: UInt = 1
  private var lastEscape: UInt = 0

  init() {
    capacity = Self.firstCapacity
    unsafe room = .allocate(capacity: capacity)
    unsafe room.initialize(repeating: 0, count: capacity)
  }

  deinit {
    unsafe room.deallocate()
  }

  /// Gives back the memory for the strings of large texts, and forgets all strings.
  mutating func giveBackMemory() {
    used = 0
    resize(to: Self.firstCapacity)
  }

  private mutating func resize(to bytes: Int) {
    unsafe room.deallocate()
    capacity = bytes
    unsafe room = .allocate(capacity: capacity)
    unsafe room.initialize(repeating: 0, count: capacity)
  }

  /// Forgets all strings and gets ready for a text.
  @inline(__always) mutating func reset(for text: PaddedBytes, hasBackslash: Bool) {
    used = 0
    (firstEscape, lastEscape) = (1, 0)
    if hasBackslash { findEscapes(text) }
  }

  /// How much has been written out; `forget(after:)` gives back what comes later.
  var mark: Int { used }

  /// Forgets the strings that were written out after a mark: their part of the text is read again.
  mutating func forget(after mark: Int) {
    used = mark
  }

  private mutating func findEscapes(_ text: PaddedBytes) {
    (firstEscape, lastEscape) = text.addresses(of: UInt8(ascii: "\\")) ?? (1, 0)
    // Each string with an escape takes its bytes and eight spare ones here, a name twice where members may be left out of
    // the customer: it is read, and looked up again. In the text a name of n bytes takes n + 5 with its quotes, its colon, a
    // value and a comma, and 2 * (n + 8) <= 3 * (n + 5) for each n from 1 on. A value of n bytes is written once, and takes
    // at least n + 2 there with its quotes, so that n + 8 <= 3 * (n + 2) from 1 on.
    let needed = text.count * 3 + 64
    guard lastEscape > 0, needed > capacity else { return }
    resize(to: needed)
  }

  /// Whether there may be an escape in a string of the text.
  @inline(__always) func mayEscape(_ content: PaddedBytes) -> Bool {
    let start = unsafe UInt(bitPattern: content.start)
    return start <= lastEscape && start &+ UInt(bitPattern: content.count) > firstEscape
  }

  /// Whether there is an escape in the text at all.
  @inline(__always) var mayEscapeSomewhere: Bool { lastEscape > 0 }

  /// Whether every escape in a string is one.
  @inline(__always) func isValid(_ content: PaddedBytes) -> Bool {
    !mayEscape(content) || JSONString.hasValidEscapes(content)
  }

  /// What a string means, nil when an escape in it is none; holds until the next `reset`.
  @inline(__always) mutating func checkedMeaning(of content: PaddedBytes) -> PaddedBytes? {
    guard mayEscape(content) else { return content }
    return JSONString.hasValidEscapes(content) ? meaning(of: content) : nil
  }

  /// What a string with valid escapes means; holds until the next `reset`.
  @inline(__always) mutating func meaning(of content: PaddedBytes) -> PaddedBytes {
    guard mayEscape(content), content.contains(UInt8(ascii: "\\")) else { return content }
    return unescape(content)
  }

  private mutating func unescape(_ content: PaddedBytes) -> PaddedBytes {
    precondition(capacity - used >= content.count + 8, "a string is read no more often than there is room for")
    let start = unsafe self.room + used
    let count = unsafe JSONString.unescape(content, to: start)
    used += count + 8
    return unsafe PaddedBytes(start: UnsafePointer(start), count: count)
  }
}
