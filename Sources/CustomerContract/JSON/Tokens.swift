/// A JSON text and where its tokens start, as simdjson's first stage found them: UTF-8, with every string closed and
/// free of control characters. Nothing else is known of it.
///
/// The value refers to memory that its `TokenizedText` owns: it holds until another text is loaded.
// Safe while its text is loaded: the offsets are simdjson's, which are within the text.
@safe struct Tokens: BitwiseCopyable {
  /// The text; zeros follow it for `TokenizedText.padding` bytes.
  let bytes: UnsafePointer<UInt8>
  let count: Int
  /// One entry more than there are tokens: the last is `count`, the offset of a zero byte that is no token's.
  private let starts: UnsafePointer<UInt32>
  let tokenCount: Int

  // Safe while the caller keeps both: `TokenizedText` does, until its next text.
  @safe init(bytes: UnsafePointer<UInt8>, count: Int, starts: UnsafePointer<UInt32>, tokenCount: Int) {
    unsafe self.bytes = unsafe bytes
    self.count = count
    unsafe self.starts = unsafe starts
    self.tokenCount = tokenCount
  }

  /// The offset of a token's first byte. Up to `tokenCount` itself may be asked for.
  @inline(__always) func start(_ token: Int) -> Int {
    assert(token >= 0 && token <= tokenCount)
    return unsafe Int(starts[token])
  }

  /// A token's first byte; zero behind the last one.
  @inline(__always) func first(_ token: Int) -> UInt8 {
    unsafe bytes[start(token)]
  }

  @inline(__always) func byte(_ offset: Int) -> UInt8 {
    assert(offset >= 0 && offset <= count)
    return unsafe bytes[offset]
  }

  /// The bytes between the quotes of a string's token.
  ///
  /// No other byte than white space can follow the closing quote, or it would be a token.
  @inline(__always) func content(ofString token: Int) -> PaddedBytes {
    view(from: start(token) &+ 1, to: endOfValue(before: token &+ 1) &- 1)
  }

  /// All of a token that is neither string nor bracket.
  @inline(__always) func scalar(_ token: Int) -> PaddedBytes {
    view(from: start(token), to: endOfValue(before: token &+ 1))
  }

  /// The offset behind the value before a token; behind the brace where there is none.
  @inline(__always) func endOfValue(before token: Int) -> Int {
    var end = start(token)
    // Most texts have no white space, and a comparison tells.
    while byte(end &- 1) <= 0x20, byte(end &- 1).isJSONSpace { end &-= 1 }
    return end
  }

  @inline(__always) func view(from start: Int, to end: Int) -> PaddedBytes {
    assert(start >= 0 && start <= end && end <= count)
    return unsafe PaddedBytes(start: bytes + start, count: end &- start)
  }

  /// The range of a part of the text.
  func range(of view: PaddedBytes) -> Range<Int> {
    let start = unsafe view.start - bytes
    return start..<(start + view.count)
  }

  @inline(__always) func view(_ range: Range<Int>) -> PaddedBytes {
    assert(range.lowerBound >= 0 && range.upperBound <= count)
    return unsafe PaddedBytes(start: bytes + range.lowerBound, count: range.count)
  }
}
