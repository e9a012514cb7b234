/// Decodes a compressed stream that comes in parts.
protocol StreamDecoder: AnyObject {
  /// Whether the stream may end where the decoder is: at the beginning of a member or frame, with nothing left to be written.
  var mayEnd: Bool { get }

  /// Decodes until the input is used up or the output is full, or less, and moves the start of each behind what was used.
  ///
  /// What the decoder holds back when the output is full comes with the next call, even where that has no input.
  @unsafe func decode(
    _ input: inout UnsafeMutableRawBufferPointer, _ output: inout UnsafeMutableRawBufferPointer
  ) throws(DecoderError)
}

/// The reason why a decoder cannot go on.
enum DecoderError: Error, Equatable {
  case damaged
  /// Something that is not compressed stands where the next member or frame would begin.
  case notCompressed
  /// The writer has used more memory than a reader gives.
  case windowTooLarge
  case outOfMemory
}

extension UnsafeMutableRawBufferPointer {
  /// Moves the start behind bytes that were used.
  mutating func removeFirst(bytes: Int) { unsafe self = UnsafeMutableRawBufferPointer(rebasing: self[bytes...]) }
}
