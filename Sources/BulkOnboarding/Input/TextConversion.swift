/// The text of a file that is converted to UTF-8, as if its writer had saved it as UTF-8 with a byte-order mark.
// Safe: the memory lives as long as the value; `input` and `output` are parts of it.
@safe struct TextConversion: ~Copyable {
  /// The bytes that are converted at once.
  static let blockBytes = 1 << 16
  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private let encoding: TextEncoding
  private let converter: TextConverter
  private let inputMemory: UnsafeMutableRawBufferPointer
  private let outputMemory: UnsafeMutableRawBufferPointer
  /// What was read and not converted.
  private var input: UnsafeMutableRawBufferPointer
  /// What was converted and not handed out.
  private var output: UnsafeMutableRawBufferPointer
  /// How many bytes of the file were read.
  private var bytesRead = 0
  private var isAtEnd = false
  /// Whether the text has begun, with its mark.
  private var hasBegun = false
  private var error: ImportFileError?

  /// - Parameter blockBytes: at least 8, for a mark and a character; small ones are for tests.
  init(from encoding: TextEncoding, blockBytes: Int = blockBytes) throws(ImportFileError) {
    guard let converter = TextConverter(from: encoding.libraryName) else { throw .noConversion(encoding.rawValue) }
    self.converter = converter
    self.encoding = encoding
    unsafe inputMemory = .allocate(byteCount: blockBytes, alignment: 64)
    unsafe outputMemory = .allocate(byteCount: blockBytes, alignment: 64)
    unsafe input = UnsafeMutableRawBufferPointer(rebasing: inputMemory[..<0])
    unsafe output = UnsafeMutableRawBufferPointer(rebasing: outputMemory[..<0])
  }

  deinit {
    unsafe inputMemory.deallocate()
    unsafe outputMemory.deallocate()
  }

  /// Reads some bytes of the text; 0 only at its end.
  ///
  /// - Throws: `notInEncoding` behind the last character before the bytes that are none.
  @unsafe mutating func read(
    from source: inout UncompressedBytes, into room: UnsafeMutableRawBufferPointer
  ) throws(ImportFileError) -> Int {
    guard try fill(from: &source) else { return 0 }
    let count = unsafe min(room.count, output.count)
    unsafe room.copyMemory(from: UnsafeRawBufferPointer(rebasing: output[..<count]))
    unsafe output.removeFirst(bytes: count)
    return count
  }

  /// Passes the first bytes of the text.
  mutating func skip(_ byteCount: Int, from source: inout UncompressedBytes) throws(ImportFileError) {
    var rest = byteCount
    while rest > 0, try fill(from: &source) {
      let count = unsafe min(rest, output.count)
      unsafe output.removeFirst(bytes: count)
      rest -= count
    }
  }

  /// Converts until there is something to be handed out; `false` at the end of the text.
  private mutating func fill(from source: inout UncompressedBytes) throws(ImportFileError) -> Bool {
    while unsafe output.isEmpty {
      if let error { throw error }
      if unsafe isAtEnd && input.isEmpty { return false }
      try convert(from: &source)
    }
    return true
  }

  /// Converts a block, or reads more of the file where a block has only the beginning of a character.
  private mutating func convert(from source: inout UncompressedBytes) throws(ImportFileError) {
    // Before the first character there is room for the mark.
    let start = hasBegun ? 0 : Self.mark.count
    let room = unsafe UnsafeMutableRawBufferPointer(rebasing: outputMemory[start...])
    var rest = unsafe room
    switch unsafe converter.convert(&input, &rest) {
    case .outputFull: break
    case .noCharacter: fail()
    case .inputUsed:
      if isAtEnd {
        if unsafe !input.isEmpty { fail() }
      } else {
        try readMore(from: &source)
      }
    }
    let count = room.count - rest.count
    unsafe output = UnsafeMutableRawBufferPointer(rebasing: room[..<count])
    if !hasBegun, count > 0 { begin() }
  }

  private mutating func readMore(from source: inout UncompressedBytes) throws(ImportFileError) {
    let kept = unsafe input.count
    unsafe inputMemory.copyMemory(from: UnsafeRawBufferPointer(input))
    let count = unsafe try source.read(into: UnsafeMutableRawBufferPointer(rebasing: inputMemory[kept...]))
    unsafe input = UnsafeMutableRawBufferPointer(rebasing: inputMemory[..<(kept + count)])
    bytesRead += count
    isAtEnd = count == 0
  }

  private mutating func fail() {
    let offset = unsafe bytesRead - input.count
    error = .notInEncoding(encoding.rawValue, CellLocation(row: 0, column: nil, name: nil), byteOffset: offset)
  }

  /// Puts the mark before the first character, unless it is one: that of UTF-16 was converted like any other.
  private mutating func begin() {
    hasBegun = true
    if unsafe output.starts(with: Self.mark) { return }
    unsafe outputMemory.copyBytes(from: Self.mark)
    unsafe output = UnsafeMutableRawBufferPointer(rebasing: outputMemory[..<(Self.mark.count + output.count)])
  }
}
