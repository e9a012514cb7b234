/// Frames of zstd (RFC 8878) that are made by hand, so that every field of them can be chosen.
enum ZstdFrames {
  private static let blockBytes = 1 << 17

  /// A frame whose blocks are not compressed.
  ///
  /// - Parameter windowLog: the window, as a power of two; from 10.
  static func raw(_ content: some Sequence<UInt8>, windowLog: Int = 17) -> [UInt8] {
    let content = Array(content)
    var frame = header(windowLog)
    var start = 0
    repeat {
      let end = min(content.count, start + blockBytes)
      frame += block(type: 0, bytes: end - start, isLast: end == content.count) + content[start..<end]
      start = end
    } while start < content.count
    return frame
  }

  /// A frame of one byte many times.
  static func repeated(_ byte: UInt8, _ blocks: Int) -> [UInt8] {
    header(17)
      + (1...blocks).flatMap { block(type: 1, bytes: blockBytes, isLast: $0 == blocks) + [byte] }
  }

  /// A frame that decoders pass.
  static func skippable(_ content: [UInt8]) -> [UInt8] {
    [0x5A, 0x2A, 0x4D, 0x18] + bytes(content.count, 4) + content
  }

  private static func header(_ windowLog: Int) -> [UInt8] {
    // No size of the content, no checksum, no dictionary; then the window's exponent.
    [0x28, 0xB5, 0x2F, 0xFD, 0, UInt8((windowLog - 10) << 3)]
  }

  private static func block(type: Int, bytes count: Int, isLast: Bool) -> [UInt8] {
    bytes(count << 3 | type << 1 | (isLast ? 1 : 0), 3)
  }

  private static func bytes(_ number: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }
}
