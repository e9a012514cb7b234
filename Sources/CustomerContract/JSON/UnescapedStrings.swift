/// What the strings of one text mean: those with escapes are written out here, all others stay where they are.
@safe struct UnescapedStrings: ~Copyable {
  private var room: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private var used = 0
  /// Whether the text has an escape at all: most have none, and then no string is looked through for one.
  private(set) var textHasEscapes = false

  init() {
    capacity = 4096
    unsafe room = .allocate(capacity: capacity)
    unsafe room.initialize(repeating: 0, count: capacity)
  }

  deinit {
    unsafe room.deallocate()
  }

  /// Forgets all strings and gets ready for a text.
  mutating func reset(for text: ByteView) {
    used = 0
    textHasEscapes = text.contains(UInt8(ascii: "\\"))
    // A string with an escape takes four bytes or more of the text, and here no more than those and eight behind them.
    let needed = text.count * 3 + 64
    guard textHasEscapes, needed > capacity else { return }
    unsafe room.deallocate()
    capacity = needed
    unsafe room = .allocate(capacity: capacity)
    unsafe room.initialize(repeating: 0, count: capacity)
  }

  /// What a string with valid escapes means; holds until the next `reset`.
  @inline(__always) mutating func meaning(of content: ByteView) -> ByteView {
    guard textHasEscapes, content.contains(UInt8(ascii: "\\")) else { return content }
    return unescape(content)
  }

  private mutating func unescape(_ content: ByteView) -> ByteView {
    let room = capacity - used
    // Out of room only when a text is read more often than once without `reset`.
    guard room >= content.count + 8 else { return content }
    let start = unsafe self.room + used
    let count = unsafe Strings.unescape(content, to: start)
    used += count + 8
    return unsafe ByteView(start: UnsafePointer(start), count: count)
  }
}
