internal import Czstd

/// Decodes zstd by libzstd: several frames, and skippable ones.
// Safe: the context is this object's own.
@safe final class ZstdDecoder: StreamDecoder {
  /// The largest window, as a power of two: 128 MiB, which `zstd` too refuses to exceed without `--long`.
  private static let windowLogMaximum: Int32 = 27

  private let context: OpaquePointer
  private(set) var mayEnd = false
  private var hasFrame = false

  init() throws(DecoderError) {
    guard let context = unsafe ZSTD_createDCtx() else { throw .outOfMemory }
    unsafe self.context = unsafe context
    unsafe _ = ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, Self.windowLogMaximum)
  }

  deinit { unsafe _ = ZSTD_freeDCtx(context) }

  @unsafe func decode(
    _ input: inout UnsafeMutableRawBufferPointer, _ output: inout UnsafeMutableRawBufferPointer
  ) throws(DecoderError) {
    var source = unsafe ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
    var target = unsafe ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
    let code = unsafe ZSTD_decompressStream(context, &target, &source)
    guard ZSTD_isError(code) == 0 else {
      switch ZSTD_getErrorCode(code) {
      case ZSTD_error_frameParameter_windowTooLarge: throw .windowTooLarge
      case ZSTD_error_memory_allocation: throw .outOfMemory
      case ZSTD_error_prefix_unknown where hasFrame: throw .notCompressed
      default: throw .damaged
      }
    }
    unsafe input.removeFirst(bytes: source.pos)
    unsafe output.removeFirst(bytes: target.pos)
    // "0 when a frame is completely decoded and fully flushed" (zstd.h).
    mayEnd = code == 0
    if mayEnd { hasFrame = true }
  }
}
