import Glibc

/// Reads lines from a file descriptor in big blocks, in memory that does not grow with the length of a line.
@safe struct LineReader: ~Copyable {
  private let descriptor: Int32
  private let keptBytes: Int
  private let buffer: UnsafeMutableRawBufferPointer
  /// `start..<end` is read and not yet handed out; `start..<searched` holds no end of line.
  private var start = 0
  private var searched = 0
  private var end = 0
  private var isAtEnd = false
  private var current = 0..<0

  /// How many bytes were read from the file.
  private(set) var bytesRead = 0
  /// The number of the current line, from 1.
  private(set) var lineNumber = 0

  static let blockBytes = 1 << 20

  /// - Parameters:
  ///   - descriptor: stays open; the caller closes it.
  ///   - keptBytes: the number of bytes that are kept of a longer line.
  init(descriptor: Int32, keptBytes: Int) {
    self.descriptor = descriptor
    self.keptBytes = keptBytes
    unsafe buffer = .allocate(byteCount: keptBytes + Self.blockBytes, alignment: 64)
  }

  deinit { unsafe buffer.deallocate() }

  /// The current line without its line feed and the carriage return before it; cut when it is longer than `keptBytes`.
  var line: RawSpan {
    @_lifetime(borrow self) get {
      let span = unsafe RawSpan(_unsafeBytes: UnsafeRawBufferPointer(rebasing: buffer[current]))
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

  /// Moves to the next line; `false` at the end of the file. A last line needs no line feed.
  mutating func next() throws(StreamError) -> Bool {
    while true {
      if let feed = unsafe Self.lineFeed(in: UnsafeRawBufferPointer(rebasing: buffer[searched..<end])) {
        hand(over: start..<(searched + feed))
        start = searched + feed + 1
        searched = start
        return true
      }
      // What is kept of a long line is more than is looked at; the rest is read over it.
      end = min(end, start + keptBytes + 1)
      searched = end
      if isAtEnd {
        if start == end { return false }
        hand(over: start..<end)
        start = end
        return true
      }
      try fill()
    }
  }

  private mutating func hand(over range: Range<Int>) {
    lineNumber += 1
    let endsInReturn =
      unsafe !range.isEmpty && range.count <= keptBytes && buffer[range.upperBound - 1] == UInt8(ascii: "\r")
    current = endsInReturn ? range.lowerBound..<(range.upperBound - 1) : range.prefix(keptBytes)
  }

  private mutating func fill() throws(StreamError) {
    if start > 0 {
      unsafe buffer.baseAddress?.copyMemory(from: UnsafeRawPointer(buffer.baseAddress! + start), byteCount: end - start)
      (start, searched, end) = (0, searched - start, end - start)
    }
    let room = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[end...])
    var count = unsafe read(descriptor, room.baseAddress, room.count)
    while count < 0, errno == EINTR { count = unsafe read(descriptor, room.baseAddress, room.count) }
    guard count >= 0 else { throw StreamError(errno) }
    isAtEnd = count == 0
    end += count
    bytesRead += count
  }

  private static func lineFeed(in bytes: UnsafeRawBufferPointer) -> Int? {
    guard let base = bytes.baseAddress, let found = unsafe memchr(base, 0x0A, bytes.count) else { return nil }
    return unsafe UnsafeRawPointer(found) - base
  }
}
