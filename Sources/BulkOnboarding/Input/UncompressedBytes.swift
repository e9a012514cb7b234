internal import Glibc

/// The bytes of a file as its writer had them before compression, one part after the other.
struct UncompressedBytes: ~Copyable {
  private let descriptor: FileDescriptor
  private var offset: Int
  private let decompressed: DecompressedBytes

  /// - Parameter offset: of the first byte, in the uncompressed bytes. Of a compressed file all before it is decompressed and
  ///   dropped.
  init(_ file: borrowing ImportFile, from offset: Int) throws(ImportFileError) {
    let descriptor = file.descriptor.duplicate()
    guard descriptor.isOpen else { throw .unreadable(SystemError.current) }
    let decompressed = try DecompressedBytes(descriptor.duplicate(), file.compression)
    try decompressed.decompressor?.skip(offset)
    self.descriptor = descriptor
    self.offset = offset
    self.decompressed = decompressed
  }

  /// How much of the stored file is read.
  var storedBytesRead: Int { decompressed.decompressor?.storedBytesRead ?? offset }

  /// Reads some bytes, as many as are there at once; 0 only at the end of the file.
  @unsafe mutating func read(into room: UnsafeMutableRawBufferPointer) throws(ImportFileError) -> Int {
    if let count = unsafe try decompressed.decompressor?.read(into: room) { return count }
    while true {
      let count = unsafe pread(descriptor.number, room.baseAddress, room.count, offset)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .unreadable(SystemError.current) }
      offset += count
      return count
    }
  }
}

/// Ends the thread that decompresses when nobody reads on.
struct DecompressedBytes: ~Copyable {
  /// nil for a file that is not compressed.
  let decompressor: Decompressor?

  init(_ descriptor: consuming FileDescriptor, _ compression: Compression?) throws(ImportFileError) {
    if let compression {
      decompressor = try Decompressor(descriptor, compression)
    } else {
      decompressor = nil
    }
  }

  deinit { decompressor?.stop() }
}
