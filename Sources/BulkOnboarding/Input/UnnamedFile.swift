internal import Glibc

/// Files that have no name in any folder, so that nothing of them is left when the process ends, however it ends.
enum UnnamedFile {
  private static let blockBytes = 1 << 20

  /// Makes an empty file for this user alone.
  static func make(in folder: String) throws(ImportFileError) -> FileDescriptor {
    var name = Array("\(folder)/.customer-worker-XXXXXX".utf8CString)
    let number = unsafe name.withUnsafeMutableBufferPointer { name in
      unsafe name.baseAddress.map { unsafe mkstemp($0) } ?? -1
    }
    guard number >= 0 else { throw .cannotCopy(folder: folder, reason: SystemError.current) }
    _ = fcntl(number, F_SETFD, FD_CLOEXEC)
    unsafe name.withUnsafeBufferPointer { name in
      if let start = name.baseAddress { unsafe _ = unlink(start) }
    }
    return FileDescriptor(number)
  }

  /// Copies what is left of a stream.
  static func copy(of stream: Int32, in folder: String) throws(ImportFileError) -> FileDescriptor {
    let descriptor = try make(in: folder)
    try copy(stream, to: descriptor.number, folder)
    return descriptor
  }

  private static func copy(_ stream: Int32, to descriptor: Int32, _ folder: String) throws(ImportFileError) {
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: blockBytes, alignment: 64)
    defer { unsafe block.deallocate() }
    while true {
      let count = unsafe read(stream, block.baseAddress, block.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .unreadable(SystemError.current) }
      if count == 0 { return }
      var written = 0
      while written < count {
        let more = unsafe write(descriptor, block.baseAddress.unsafelyUnwrapped + written, count - written)
        if more < 0, errno == EINTR { continue }
        guard more > 0 else { throw .cannotCopy(folder: folder, reason: SystemError.current) }
        written += more
      }
    }
  }
}
