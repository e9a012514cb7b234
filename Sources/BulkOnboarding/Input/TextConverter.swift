internal import Glibc

/// Converts text to UTF-8 by the C library's `iconv`. Nothing is left out or approximated: bytes that are no character end it.
// Safe: the handle is the value's own.
@safe struct TextConverter: ~Copyable {
  enum Outcome {
    /// The rest of the input, if any, is the beginning of a character.
    case inputUsed
    case outputFull
    /// The input's first bytes are no character.
    case noCharacter
  }

  private let handle: iconv_t

  /// - Parameter name: a name of the C library's. The result is nil when it has no table of that name.
  init?(from name: String) {
    // "(iconv_t) -1" (iconv_open(3)) is what it returns without a table.
    guard let handle = unsafe iconv_open("UTF-8", name), Int(bitPattern: handle) != -1 else { return nil }
    unsafe self.handle = unsafe handle
  }

  deinit { unsafe _ = iconv_close(handle) }

  /// Converts whole characters, and moves the start of both behind what was used.
  @unsafe func convert(
    _ input: inout UnsafeMutableRawBufferPointer, _ output: inout UnsafeMutableRawBufferPointer
  ) -> Outcome {
    var source = unsafe input.baseAddress?.assumingMemoryBound(to: CChar.self)
    var target = unsafe output.baseAddress?.assumingMemoryBound(to: CChar.self)
    var (sourceLeft, targetLeft) = (input.count, output.count)
    let isDone = unsafe iconv(handle, &source, &sourceLeft, &target, &targetLeft) >= 0
    let code = errno
    unsafe input.removeFirst(bytes: input.count - sourceLeft)
    unsafe output.removeFirst(bytes: output.count - targetLeft)
    if isDone { return .inputUsed }
    return code == E2BIG ? .outputFull : code == EINVAL ? .inputUsed : .noCharacter
  }
}
