internal import Glibc

/// The next of one byte in a text that is read from its beginning on: each part of the text is searched once.
@unsafe struct ByteMark {
  private let byte: Int32
  /// Where the byte is, or how far it was searched for in vain.
  private var at = 0
  private var isFound = false

  init(_ byte: UInt8) { unsafe self.byte = Int32(byte) }

  /// The first one at or behind `position`; `end` when there is none. Positions never go back.
  @inline(__always) mutating func next(from position: Int, in text: UnsafePointer<UInt8>, _ end: Int) -> Int {
    if unsafe isFound, unsafe at >= position { return unsafe at }
    return unsafe search(from: max(position, at), text, end)
  }

  private mutating func search(from start: Int, _ text: UnsafePointer<UInt8>, _ end: Int) -> Int {
    guard start < end, let found = unsafe memchr(text + start, byte, end - start) else {
      unsafe (at, isFound) = (end, false)
      return end
    }
    unsafe (at, isFound) = (UnsafeRawPointer(found) - UnsafeRawPointer(text), true)
    return unsafe at
  }

  /// Follows a text that is moved to its beginning.
  mutating func move(by bytes: Int) { unsafe at = max(0, at - bytes) }
}
