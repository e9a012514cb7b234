internal import Glibc

/// A compressed file that is read from its beginning to its end, and where it is at fault.
// Safe: the memory lives as long as the value; `input` is the part of it that was read and not decoded.
@safe struct CompressedStream: ~Copyable {
  private static let blockBytes = 1 << 18

  private let decoder: any StreamDecoder
  private let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: blockBytes, alignment: 64)
  private var input: UnsafeMutableRawBufferPointer
  /// How far the file is read.
  private(set) var offset = 0
  private var isAtEnd = false

  init(_ decoder: any StreamDecoder) {
    self.decoder = decoder
    unsafe input = UnsafeMutableRawBufferPointer(rebasing: memory[..<0])
  }

  deinit { unsafe memory.deallocate() }

  /// Decodes until the output is full or the file ends, and moves the output's start behind what was written.
  ///
  /// - Returns: whether the file has ended.
  /// - Throws: when what is compressed is at fault; what was written before that is right.
  @unsafe mutating func fill(
    _ output: inout UnsafeMutableRawBufferPointer, from descriptor: Int32
  ) throws(ImportFileError) -> Bool {
    while unsafe !output.isEmpty {
      if unsafe input.isEmpty, !isAtEnd { try read(from: descriptor) }
      if unsafe input.isEmpty, isAtEnd, decoder.mayEnd { return true }
      let room = output.count
      do throws(DecoderError) {
        unsafe try decoder.decode(&input, &output)
      } catch {
        throw described(error)
      }
      if isAtEnd, unsafe input.isEmpty && output.count == room, !decoder.mayEnd {
        throw .damaged("ends in the middle of what is compressed, at byte \(offset)", afterRow: 0)
      }
    }
    return false
  }

  private mutating func read(from descriptor: Int32) throws(ImportFileError) {
    while true {
      let count = unsafe pread(descriptor, memory.baseAddress, memory.count, offset)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .unreadable(SystemError.current) }
      unsafe input = UnsafeMutableRawBufferPointer(rebasing: memory[..<count])
      offset += count
      isAtEnd = count == 0
      return
    }
  }

  private func described(_ error: DecoderError) -> ImportFileError {
    let at = unsafe offset - input.count
    return switch error {
    case .damaged: .damaged("is damaged: what is compressed makes no sense at byte \(at)", afterRow: 0)
    case .notCompressed: .damaged("goes on at byte \(at) with something that is not compressed", afterRow: 0)
    case .windowTooLarge: .foreign(.zstdWindow)
    case .outOfMemory: .unreadable("out of memory")
    }
  }
}
