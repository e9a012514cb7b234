internal import Glibc

/// The bytes of a file as its writer had them before compression, one part after the other.
struct UncompressedBytes: ~Copyable {
  private let descriptor: Int32
  private var offset: Int
  private let inflater: GzipInflater?

  /// - Parameter offset: of the first byte, in the uncompressed bytes. Of a compressed file all before it is inflated and dropped.
  init(_ file: borrowing ImportFile, from offset: Int) throws(ImportFileError) {
    let descriptor = fcntl(file.descriptor, F_DUPFD_CLOEXEC, 0)
    guard descriptor >= 0 else { throw .unreadable(SystemError.current) }
    self.descriptor = descriptor
    self.offset = offset
    do throws(ImportFileError) {
      inflater = file.isCompressed ? try GzipInflater(descriptor, storedBytes: file.storedBytes) : nil
    } catch {
      close(descriptor)
      throw error
    }
    if let inflater { try inflater.skip(offset) }
  }

  deinit {
    inflater?.stop()
    close(descriptor)
  }

  /// The share of the stored file that is read, from 0 to 1.
  var storedBytesRead: Int { inflater?.storedBytesRead ?? offset }

  /// Reads some bytes, as many as are there at once; 0 only at the end of the file.
  @unsafe mutating func read(into room: UnsafeMutableRawBufferPointer) throws(ImportFileError) -> Int {
    if let inflater { return unsafe try inflater.read(into: room) }
    while true {
      let count = unsafe pread(descriptor, room.baseAddress, room.count, offset)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .unreadable(SystemError.current) }
      offset += count
      return count
    }
  }
}
