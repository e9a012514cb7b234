internal import Cz
internal import Dispatch
internal import Glibc
internal import Platform
internal import Synchronization

/// Inflates a gzip file on a thread of its own, a few blocks ahead of who reads.
// Safe: a block belongs to the thread between `free` and `full`, and to the reader between `full` and `free`.
@safe final class GzipInflater: @unchecked Sendable {
  private static let blockBytes = 1 << 18
  private static let blockCount = 4

  // Safe: `start` has `blockBytes` bytes, and belongs to one thread at a time.
  @safe private final class Block {
    let start: UnsafeMutableRawPointer
    var count = 0
    var isLast = false
    var error: ImportFileError?

    init(byteCount: Int) { unsafe start = .allocate(byteCount: byteCount, alignment: 64) }

    deinit { unsafe start.deallocate() }
  }

  private let descriptor: FileDescriptor
  // Never written after `init`: only what each block holds is.
  private let blocks: [Block]
  private let free = DispatchSemaphore(value: 0)
  private let full = DispatchSemaphore(value: 0)
  private let isStopped = Atomic(false)
  private let stored = Atomic(0)

  // The reader's.
  private var current = 0
  private var used = 0
  private var hasBlock = false

  /// - Parameter descriptor: one of its own, since the thread may outlive who reads.
  init(_ descriptor: consuming FileDescriptor) throws(ImportFileError) {
    guard descriptor.isOpen else { throw .unreadable(SystemError.current) }
    self.descriptor = descriptor
    blocks = (0..<Self.blockCount).map { _ in Block(byteCount: Self.blockBytes) }
    for _ in 0..<Self.blockCount { free.signal() }
    do throws(ThreadError) {
      try WorkerThread.start(named: "inflate") { self.inflate() }
    } catch {
      throw .unreadable(error.description)
    }
  }

  /// Ends the thread before the file's end.
  func stop() {
    isStopped.store(true, ordering: .releasing)
    free.signal()
  }

  /// How far the stored file is read.
  var storedBytesRead: Int { stored.load(ordering: .relaxed) }

  // MARK: The reader

  @unsafe func read(into room: UnsafeMutableRawBufferPointer) throws(ImportFileError) -> Int {
    try unsafe take(room.count) { source, count in
      if let target = room.baseAddress { unsafe target.copyMemory(from: source, byteCount: count) }
    }
  }

  func skip(_ bytes: Int) throws(ImportFileError) {
    var rest = bytes
    while rest > 0 {
      let count = try unsafe take(rest) { _, _ in }
      if count == 0 { return }
      rest -= count
    }
  }

  private func take(
    _ most: Int, _ body: (UnsafeRawPointer, Int) -> Void
  ) throws(ImportFileError) -> Int {
    while true {
      if !hasBlock {
        full.wait()
        (hasBlock, used) = (true, 0)
      }
      let count = min(blocks[current].count - used, most)
      if count > 0 {
        unsafe body(blocks[current].start + used, count)
        used += count
        return count
      }
      if let error = blocks[current].error { throw error }
      if blocks[current].isLast { return 0 }
      hasBlock = false
      current = (current + 1) % Self.blockCount
      free.signal()
    }
  }

  // MARK: The thread

  private func inflate() {
    var stream = unsafe z_stream()
    guard unsafe inflateInitGzip(&stream) == Z_OK else {
      return publish(0, 0, .unreadable("out of memory"), isLast: true)
    }
    defer { unsafe _ = inflateEnd(&stream) }
    let input = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.blockBytes, alignment: 64)
    defer { unsafe input.deallocate() }
    var state = Member()
    var index = 0
    while true {
      free.wait()
      if isStopped.load(ordering: .acquiring) { return }
      unsafe stream.next_out = blocks[index].start.assumingMemoryBound(to: UInt8.self)
      unsafe stream.avail_out = UInt32(Self.blockBytes)
      let outcome = unsafe fill(&stream, input, &state)
      let count = unsafe Self.blockBytes - Int(stream.avail_out)
      publish(index, count, outcome.error, isLast: outcome.isLast)
      if outcome.isLast { return }
      index = (index + 1) % Self.blockCount
    }
  }

  private struct Member {
    var offset = 0
    /// Whether a member has begun and not ended.
    var isOpen = true
    var isAtEnd = false
  }

  /// Inflates until the block is full or the file ends.
  @unsafe private func fill(
    _ stream: inout z_stream, _ input: UnsafeMutableRawBufferPointer, _ member: inout Member
  ) -> (isLast: Bool, error: ImportFileError?) {
    while unsafe stream.avail_out > 0 {
      if unsafe stream.avail_in == 0, !member.isAtEnd {
        let count = unsafe pread(descriptor.number, input.baseAddress, input.count, member.offset)
        if count < 0, errno == EINTR { continue }
        guard count >= 0 else { return (true, .unreadable(SystemError.current)) }
        member.isAtEnd = count == 0
        member.offset += count
        stored.store(member.offset, ordering: .relaxed)
        unsafe stream.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
        unsafe stream.avail_in = UInt32(count)
      }
      if !member.isOpen {
        unsafe skipZeros(&stream)
        if unsafe stream.avail_in == 0 {
          if member.isAtEnd { return (true, nil) }
          continue
        }
        unsafe inflateReset(&stream)
        member.isOpen = true
      }
      if unsafe stream.avail_in == 0 { return (true, .damaged("the compressed file ends too early", afterRow: 0)) }
      switch unsafe Cz.inflate(&stream, Z_NO_FLUSH) {
      case Z_OK, Z_BUF_ERROR: break
      case Z_STREAM_END: member.isOpen = false
      case Z_MEM_ERROR: return (true, .unreadable("out of memory"))
      default: return (true, .damaged("what is compressed is damaged, or something follows it", afterRow: 0))
      }
    }
    return (false, nil)
  }

  /// Some writers fill the last block of a tape or a disk with zeros.
  @unsafe private func skipZeros(_ stream: inout z_stream) {
    while unsafe stream.avail_in > 0, unsafe stream.next_in.pointee == 0 {
      unsafe stream.next_in += 1
      unsafe stream.avail_in -= 1
    }
  }

  private func publish(_ index: Int, _ count: Int, _ error: ImportFileError?, isLast: Bool) {
    blocks[index].count = count
    blocks[index].error = error
    blocks[index].isLast = isLast
    full.signal()
  }
}
