internal import Dispatch
internal import Glibc
internal import Platform
internal import Synchronization

/// Decompresses a file on a thread of its own, a few blocks ahead of who reads.
// Safe: a block belongs to the thread between `free` and `full`, and to the reader between `full` and `free`.
@safe final class Decompressor: @unchecked Sendable {
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
  private let compression: Compression
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
  init(_ descriptor: consuming FileDescriptor, _ compression: Compression) throws(ImportFileError) {
    guard descriptor.isOpen else { throw .unreadable(SystemError.current) }
    self.descriptor = descriptor
    self.compression = compression
    blocks = (0..<Self.blockCount).map { _ in Block(byteCount: Self.blockBytes) }
    for _ in 0..<Self.blockCount { free.signal() }
    do throws(ThreadError) {
      try WorkerThread.start(named: "decompress") { self.decompress() }
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

  private func decompress() {
    do throws(DecoderError) {
      var stream = CompressedStream(try compression.makeDecoder())
      var index = 0
      while true {
        free.wait()
        if isStopped.load(ordering: .acquiring) { return }
        let room = unsafe UnsafeMutableRawBufferPointer(start: blocks[index].start, count: Self.blockBytes)
        var output = unsafe room
        do throws(ImportFileError) {
          blocks[index].isLast = unsafe try stream.fill(&output, from: descriptor.number)
        } catch {
          blocks[index].error = error
        }
        stored.store(stream.offset, ordering: .relaxed)
        blocks[index].count = room.count - output.count
        let isOver = blocks[index].isLast || blocks[index].error != nil
        full.signal()
        if isOver { return }
        index = (index + 1) % Self.blockCount
      }
    } catch {
      free.wait()
      blocks[0].error = .unreadable("out of memory")
      full.signal()
    }
  }
}
