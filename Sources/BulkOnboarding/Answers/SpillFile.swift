internal import Glibc
internal import Platform

/// Results in the order of their rows, in a file without a name: nothing of it is left when the process ends.
///
/// First it is written, then `rewind`, then it is read.
// Safe: the buffer is the file's own and lives as long as it.
@safe package final class SpillFile {
  static let bufferBytes = 1 << 14

  private let descriptor: FileDescriptor
  private let buffer: UnsafeMutableRawBufferPointer
  private var used = 0
  private var filled = 0
  /// The row of the last result that was added; 0 before the first one.
  private(set) var lastRow = 0
  private(set) var count = 0

  init(_ descriptor: consuming FileDescriptor) {
    self.descriptor = descriptor
    unsafe buffer = .allocate(byteCount: Self.bufferBytes, alignment: 8)
  }

  deinit {
    unsafe buffer.deallocate()
  }

  // MARK: Writing

  private static let headerBytes = 32

  /// Appends a result; `isAccepted` tells what the content is.
  func append(row: Int, _ position: CommandPosition, isAccepted: Bool, _ parts: [UnsafeRawBufferPointer])
    throws(SpillError)
  {
    let length = unsafe parts.reduce(0) { $0 + $1.count }
    if used + Self.headerBytes > Self.bufferBytes { try flush() }
    unsafe store(UInt64(row), 0)
    unsafe store(UInt32(bitPattern: position.partition), 8)
    unsafe store(UInt32(length) << 1 | (isAccepted ? 1 : 0), 12)
    unsafe store(position.offset, 16)
    unsafe store(position.timestamp ?? -1, 24)
    used += Self.headerBytes
    for index in unsafe parts.indices { try unsafe append(parts[index]) }
    (lastRow, count) = (row, count + 1)
  }

  @unsafe private func store(_ value: some BitwiseCopyable, _ offset: Int) {
    unsafe buffer.storeBytes(of: value, toByteOffset: used + offset, as: type(of: value))
  }

  @unsafe private func append(_ bytes: UnsafeRawBufferPointer) throws(SpillError) {
    var rest = unsafe bytes[...]
    while unsafe !rest.isEmpty {
      if used == Self.bufferBytes { try flush() }
      let count = unsafe min(rest.count, Self.bufferBytes - used)
      unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[used..<(used + count)])
        .copyMemory(from: UnsafeRawBufferPointer(rebasing: rest.prefix(count)))
      used += count
      unsafe rest = unsafe rest.dropFirst(count)
    }
  }

  private func flush() throws(SpillError) {
    var written = 0
    while written < used {
      let count = unsafe write(descriptor.number, buffer.baseAddress.unsafelyUnwrapped + written, used - written)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw SpillError(code: errno) }
      written += count
    }
    used = 0
  }

  // MARK: Reading

  func rewind() throws(SpillError) {
    try flush()
    guard lseek(descriptor.number, 0, SEEK_SET) == 0 else { throw SpillError(code: errno) }
    (used, filled) = (0, 0)
  }

  /// The next result; nil at the end.
  func next() throws(SpillError) -> SpilledAnswer? {
    guard count > 0 else { return nil }
    count -= 1
    var header = [UInt8](repeating: 0, count: Self.headerBytes)
    try read(&header)
    let (row, partition, length, offset, timestamp) = unsafe header.withUnsafeBytes { header in
      unsafe (
        header.load(as: UInt64.self), header.load(fromByteOffset: 8, as: UInt32.self),
        header.load(fromByteOffset: 12, as: UInt32.self), header.load(fromByteOffset: 16, as: Int64.self),
        header.load(fromByteOffset: 24, as: Int64.self)
      )
    }
    var content = [UInt8](repeating: 0, count: Int(length >> 1))
    try read(&content)
    return SpilledAnswer(
      row: Int(row),
      position: CommandPosition(
        partition: Int32(bitPattern: partition), offset: offset, timestamp: timestamp < 0 ? nil : timestamp),
      content: length & 1 == 1 ? .accepted(customerID: content) : .rejected(problem: content))
  }

  private func read(_ bytes: inout [UInt8]) throws(SpillError) {
    var done = 0
    while done < bytes.count {
      if used == filled {
        let count = unsafe Glibc.read(descriptor.number, buffer.baseAddress, Self.bufferBytes)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { throw SpillError(code: count < 0 ? errno : EIO) }
        (used, filled) = (0, count)
      }
      let count = min(bytes.count - done, filled - used)
      unsafe bytes.withUnsafeMutableBytes { target in
        unsafe UnsafeMutableRawBufferPointer(rebasing: target[done..<(done + count)])
          .copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[used..<(used + count)]))
      }
      done += count
      used += count
    }
  }
}

/// The disk did not take or give what is kept of results.
package struct SpillError: Error, Equatable, CustomStringConvertible {
  /// The value of `errno`.
  package let code: Int32

  package var description: String { SystemError.text(code) }
}
