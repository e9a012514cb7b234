/// The text of a file as rows are read from it: without compression and in UTF-8, one part after the other.
///
/// Offsets and digests of a job are those of this text. A file that is UTF-8 and not compressed is its own text.
struct FileText: ~Copyable {
  private var bytes: UncompressedBytes
  /// nil for UTF-8, which is read as it is.
  private var conversion: TextConversion?

  /// - Parameters:
  ///   - offset: of the first byte, in the text. Where bytes are decompressed or converted, all of them before it are too, and
  ///     are dropped.
  ///   - encoding: the one that the file is converted from; nil for UTF-8.
  init(
    _ file: borrowing ImportFile, from offset: Int, convertedFrom encoding: TextEncoding?
  ) throws(ImportFileError) {
    guard let encoding else {
      bytes = try UncompressedBytes(file, from: offset)
      conversion = nil
      return
    }
    var bytes = try UncompressedBytes(file, from: 0)
    var conversion = try TextConversion(from: encoding)
    try conversion.skip(offset, from: &bytes)
    self.bytes = bytes
    self.conversion = consume conversion
  }

  /// How much of the stored file is read.
  var storedBytesRead: Int { bytes.storedBytesRead }

  /// Reads some bytes, as many as are there at once; 0 only at the end of the text.
  @unsafe mutating func read(into room: UnsafeMutableRawBufferPointer) throws(ImportFileError) -> Int {
    if let count = unsafe try conversion?.read(from: &bytes, into: room) { return count }
    return unsafe try bytes.read(into: room)
  }
}
