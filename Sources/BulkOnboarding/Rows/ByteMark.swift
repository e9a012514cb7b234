internal import Glibc
internal import Platform

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
  mutating func move(by bytes: Int) {
    if unsafe at < bytes { unsafe (at, isFound) = (0, false) } else { unsafe at -= bytes }
  }
}

/// The next of a few letters in a text that is read from its beginning on, as `ByteMark` finds a byte.
@unsafe struct LettersMark {
  private let letters: StaticString
  private var at = 0
  private var isFound = false

  init(_ letters: StaticString) { unsafe self.letters = letters }

  /// The first ones at or behind `position`; `end` when there are none. Positions never go back.
  @inline(__always) mutating func next(from position: Int, in text: UnsafePointer<UInt8>, _ end: Int) -> Int {
    if unsafe isFound, unsafe at >= position { return unsafe at }
    // Behind what was searched in vain, some of the letters may have been there already.
    if unsafe !isFound, unsafe at == end { return end }
    return unsafe search(from: max(position, isFound ? position : at - letters.utf8CodeUnitCount + 1), text, end)
  }

  private mutating func search(from start: Int, _ text: UnsafePointer<UInt8>, _ end: Int) -> Int {
    let bytes = unsafe RawSpan(_unsafeStart: text, byteCount: end)
    unsafe (at, isFound) = (end, false)
    if start < end, let found = unsafe ByteSearch.firstOffset(of: letters, in: bytes, from: start) {
      unsafe (at, isFound) = (found, true)
    }
    return unsafe at
  }

  /// Follows a text that is moved to its beginning.
  mutating func move(by bytes: Int) {
    if unsafe at < bytes { unsafe (at, isFound) = (0, false) } else { unsafe at -= bytes }
  }
}
