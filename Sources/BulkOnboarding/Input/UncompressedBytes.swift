internal import Glibc

/// The bytes of a file as its writer had them before compression, one part after the other.
struct UncompressedBytes: ~Copyable {
  private let descriptor: FileDescriptor
  private var offset: Int
  private let inflated: InflatedBytes

  /// - Parameter offset: of the first byte, in the uncompressed bytes. Of a compressed file all before it is inflated and
  ///   dropped.
  init(_ file: borrowing ImportFile, from offset: Int) throws(ImportFileError) {
    let descriptor = file.descriptor.duplicate()
    guard descriptor.isOpen else { throw .unreadable(SystemError.current) }
    let inflated = InflatedBytes(file.isCompressed ? try GzipInflater(descriptor.duplicate()) : nil)
    try inflated.inflater?.skip(offset)
    self.descriptor = descriptor
    self.offset = offset
    self.inflated = inflated
  }

  /// How much of the stored file is read.
  var storedBytesRead: Int { inflated.inflater?.storedBytesRead ?? offset }

  /// Reads some bytes, as many as are there at once; 0 only at the end of the file.
  @unsafe mutating func read(into room: UnsafeMutableRawBufferPointer) throws(ImportFileError) -> Int {
    if let count = unsafe try inflated.inflater?.read(into: room) { return count }
    while true {
      let count = unsafe pread(descriptor.number, room.baseAddress, room.count, offset)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .unreadable(SystemError.current) }
      offset += count
      return count
    }
  }
}

/// Ends the thread that inflates when nobody reads on.
private struct InflatedBytes: ~Copyable {
  /// nil for a file that is not compressed.
  let inflater: GzipInflater?

  init(_ inflater: GzipInflater?) { self.inflater = inflater }

  deinit { inflater?.stop() }
}
