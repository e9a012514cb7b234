internal import Glibc
internal import SimdJSON

/// Owns the memory of a text and simdjson's tokens of it, and uses both again for the next text.
// Safe: buffer and tokenizer live as long as the value, and `load` makes room with its padding.
@safe struct TokenizedText: ~Copyable {
  enum Outcome {
    case tokens(Tokens)
    case notUTF8
    case notJSON
  }

  static let padding = Int(SIMDJSON_TEXT_PADDING)
  private static let firstCapacity = 64 * 1024
  /// More memory than this is given back once texts are small again: a record may be of any size.
  private static let keptCapacity = 256 * 1024
  /// The number of small texts in a row after which memory is given back: large and small ones may come in turns.
  private static let smallTextsMaximum = 1000

  private let tokenizer: OpaquePointer
  private var buffer: UnsafeMutablePointer<UInt8>
  private(set) var capacity: Int
  private(set) var count = 0
  /// Small texts since the last one that was not, while there is memory to give back.
  private var smallTexts = 0

  init() {
    // Without memory for its first parser a process cannot do anything.
    guard let tokenizer = unsafe simdjson_tokenizer_new() else { outOfMemory() }
    unsafe self.tokenizer = unsafe tokenizer
    capacity = Self.firstCapacity
    unsafe buffer = .allocate(capacity: capacity + Self.padding)
    unsafe buffer.initialize(repeating: 0, count: capacity + Self.padding)
  }

  deinit {
    unsafe simdjson_tokenizer_free(tokenizer)
    unsafe buffer.deallocate()
  }

  /// Whether there is a backslash in the text.
  private(set) var hasBackslash = false

  /// Whether enough small texts have come to give back the memory for large ones.
  var hasMemoryToGiveBack: Bool { smallTexts > Self.smallTextsMaximum }

  /// Gives back the memory of large texts; every view of the last text ends.
  mutating func giveBackMemory() {
    resize(to: Self.firstCapacity)
    unsafe simdjson_tokenizer_release(tokenizer)
    smallTexts = 0
    count = 0
  }

  /// Copies a text in; every view of the last one ends.
  mutating func load(_ bytes: RawSpan) {
    if capacity > Self.keptCapacity { smallTexts = bytes.byteCount > Self.firstCapacity ? 0 : smallTexts + 1 }
    if bytes.byteCount > capacity { resize(to: bytes.byteCount) }
    count = bytes.byteCount
    hasBackslash = unsafe bytes.withUnsafeBytes { source in
      guard let start = unsafe source.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return false }
      return unsafe simdjson_copy_and_find(start, buffer, source.count, UInt8(ascii: "\\")) != 0
    }
    unsafe memset(buffer + count, 0, Self.padding)
  }

  var view: PaddedBytes { unsafe PaddedBytes(start: buffer, count: count) }

  /// Finds the tokens of the text from an offset on. Offsets in the answer count from there.
  func findTokens(from offset: Int) -> Outcome {
    var starts: UnsafePointer<UInt32>?
    var tokenCount = 0
    let text = unsafe UnsafePointer(buffer + offset)
    switch unsafe simdjson_tokenizer_find(tokenizer, text, count - offset, &starts, &tokenCount) {
    case SIMDJSON_TOKENS: break
    case SIMDJSON_NOT_UTF8: return .notUTF8
    case SIMDJSON_NO_MEMORY: outOfMemory()
    default: return .notJSON
    }
    guard let starts = unsafe starts else { return .notJSON }
    return .tokens(Tokens(bytes: text, count: count - offset, starts: starts, tokenCount: tokenCount))
  }

  private mutating func resize(to bytes: Int) {
    unsafe buffer.deallocate()
    capacity = bytes
    unsafe buffer = .allocate(capacity: capacity + Self.padding)
    unsafe buffer.initialize(repeating: 0, count: capacity + Self.padding)
  }
}

/// Ends the process as Swift's own allocations do.
func outOfMemory() -> Never {
  fatalError("out of memory")
}
