import Glibc

/// The lines of a file that the user names; `-` is standard input.
struct InputFile: ~Copyable {
  private let path: String
  private let descriptor: Int32
  private var reader: LineReader
  /// The bytes of a regular file; nil for another kind.
  private let size: Int?

  /// - Parameter keptBytes: the length at which a longer line is cut.
  init(_ path: String, of streams: StandardStreams, keptBytes: Int) throws(InputError) {
    let isStandardInput = path == "-"
    let descriptor = unsafe isStandardInput ? dup(streams.input) : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw InputError(path: path, cause: StreamError(errno)) }
    self.path = path
    self.descriptor = descriptor
    reader = LineReader(descriptor: descriptor, keptBytes: keptBytes)
    var status = stat()
    let isRegular = unsafe fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    size = isRegular ? Int(status.st_size) : nil
  }

  deinit { close(descriptor) }

  /// Moves to the next line; `false` at the end of the file.
  mutating func next() throws(InputError) -> Bool {
    do throws(StreamError) {
      return try reader.next()
    } catch {
      throw InputError(path: path, cause: error)
    }
  }

  /// The current line, without what ends it.
  var line: RawSpan {
    @_lifetime(borrow self) get { reader.line }
  }

  /// The number of the current line, from 1.
  var lineNumber: Int { reader.lineNumber }

  /// How much of the file is read, from 0 to 1; nil when its length is not known.
  var shareRead: Double? { size.map { $0 == 0 ? 1 : Double(reader.bytesRead) / Double($0) } }
}
