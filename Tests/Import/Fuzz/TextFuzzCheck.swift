@testable internal import BulkOnboarding

/// The checks of a file's text: decompressed, and converted from some encoding.
enum TextFuzzCheck {
  /// A text that is converted in small blocks is the one that is converted at once, up to the same bad byte.
  ///
  /// - Throws: when what is compressed is damaged.
  static func check(
    _ file: borrowing ImportFile, _ encoding: TextEncoding, blockBytes: Int
  ) throws(ImportFileError) {
    let raw = try read(file.text(convertedFrom: nil), roomBytes: 1 << 16)
    let other = try read(file.text(convertedFrom: nil), roomBytes: blockBytes)
    require(other == raw, "rooms of any size have the same bytes")
    // UTF-8 is never converted.
    guard encoding != .utf8 else { return }
    let expected = convertedAtOnce(raw, encoding)
    let found = try converted(file, encoding, blockBytes)
    require(found.text == expected.text, "the text is the one that is converted at once")
    require(found.badOffset == expected.badOffset, "the first bad byte is that of the text that is converted at once")
    require(String(validating: found.text, as: UTF8.self) != nil, "what is converted is UTF-8")
  }

  /// All bytes of a text.
  static func read(_ text: consuming FileText, roomBytes: Int) throws(ImportFileError) -> [UInt8] {
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: roomBytes, alignment: 16)
    defer { room.deallocate() }
    var found: [UInt8] = []
    while true {
      let count = try text.read(into: room)
      if count == 0 { return found }
      found += room[..<count]
    }
  }

  private static func converted(
    _ file: borrowing ImportFile, _ encoding: TextEncoding, _ blockBytes: Int
  ) throws(ImportFileError) -> (text: [UInt8], badOffset: Int?) {
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: blockBytes, alignment: 16)
    defer { room.deallocate() }
    var bytes = try file.bytes()
    var conversion = try TextConversion(from: encoding, blockBytes: blockBytes)
    var found: [UInt8] = []
    do throws(ImportFileError) {
      while true {
        let count = try conversion.read(from: &bytes, into: room)
        if count == 0 { return (found, nil) }
        found += room[..<count]
      }
    } catch {
      guard case .notInEncoding(_, _, let offset) = error else { throw error }
      return (found, offset)
    }
  }

  private static func convertedAtOnce(_ raw: [UInt8], _ encoding: TextEncoding) -> (text: [UInt8], badOffset: Int?) {
    let source = UnsafeMutableRawBufferPointer.allocate(byteCount: raw.count + 1, alignment: 16)
    let target = UnsafeMutableRawBufferPointer.allocate(byteCount: 4 * raw.count + 16, alignment: 16)
    defer {
      source.deallocate()
      target.deallocate()
    }
    source.copyBytes(from: raw)
    var input = UnsafeMutableRawBufferPointer(rebasing: source[..<raw.count])
    var output = target
    guard let converter = TextConverter(from: encoding.libraryName) else { fatalError("there is no \(encoding)") }
    _ = converter.convert(&input, &output)
    let text = Array(target[..<(target.count - output.count)])
    let mark: [UInt8] = text.isEmpty || text.starts(with: [0xEF, 0xBB, 0xBF]) ? [] : [0xEF, 0xBB, 0xBF]
    return (mark + text, input.isEmpty ? nil : raw.count - input.count)
  }
}
