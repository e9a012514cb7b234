internal import CustomerContract

/// The first bytes of a file's text, and what they tell.
struct FileBeginning {
  private static let bytesMaximum = 1 << 16

  private let bytes: [UInt8]
  private let name: String
  /// The encoding that the file is converted from; nil for UTF-8.
  private let convertedFrom: TextEncoding?

  /// - Throws: when the file is of a kind that has no rows, or is in an encoding that cannot be converted here.
  init(_ file: borrowing ImportFile, _ options: ImportOptions) throws(ImportFileError) {
    var source = try file.bytes()
    let raw = unsafe Self.read { room throws(ImportFileError) in unsafe try source.read(into: room) }
    if let foreign = ForeignFile.recognize(raw, name: file.name, isUTF16: options.encoding?.isUTF16 ?? false) {
      throw .foreign(foreign)
    }
    let encoding = TextEncoding.marked(by: raw) ?? options.encoding ?? .utf8
    name = file.name
    guard encoding != .utf8 else {
      (bytes, convertedFrom) = (raw, nil)
      return
    }
    var text = try file.text(convertedFrom: encoding)
    bytes = unsafe Self.read { room throws(ImportFileError) in unsafe try text.read(into: room) }
    convertedFrom = encoding
  }

  /// Reads up to the first fault: that is found again, and reported, by who counts rows.
  private static func read(_ source: (UnsafeMutableRawBufferPointer) throws(ImportFileError) -> Int) -> [UInt8] {
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: bytesMaximum, alignment: 16)
    defer { unsafe room.deallocate() }
    var count = 0
    while count < bytesMaximum {
      let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: room[count...])
      guard let more = unsafe try? source(rest), more > 0 else { break }
      count += more
    }
    return unsafe Array(room[..<count])
  }

  /// The layout of the file; the delimiter of a CSV may still be another.
  func layout(_ options: ImportOptions) throws(ImportFileError) -> (FileLayout, delimiterIsKnown: Bool) {
    let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let format = options.format ?? byName ?? byContent
    switch format {
    case .ndjson, .json:
      if format == .ndjson, let foreign = ForeignFile.recognizeLines(bytes.dropFirst(mark)) { throw .foreign(foreign) }
      return (FileLayout(format: format, delimiter: 0, prefixBytes: mark, convertedFrom: convertedFrom), true)
    case .csv, .tsv:
      let separator = separatorLine(from: mark)
      let usual = format == .tsv ? UInt8(ascii: "\t") : UInt8(ascii: ",")
      let given = options.delimiter ?? separator?.delimiter ?? (format == .tsv ? usual : nil)
      let layout = FileLayout(
        format: format, delimiter: given ?? usual, prefixBytes: mark + (separator?.bytes ?? 0),
        convertedFrom: convertedFrom)
      return (layout, given != nil)
    }
  }

  private var byName: RowFormat? {
    var name = name.lowercased()
    for ending in [".gz", ".gzip", ".zst", ".zstd"] where name.hasSuffix(ending) { name.removeLast(ending.count) }
    if name.hasSuffix(".csv") { return .csv }
    if [".tsv", ".tab"].contains(where: name.hasSuffix) { return .tsv }
    return [".ndjson", ".jsonl", ".json"].contains(where: name.hasSuffix) ? json : nil
  }

  private var byContent: RowFormat { firstByte == UInt8(ascii: "{") || firstByte == UInt8(ascii: "[") ? json : .csv }

  /// The format of a file of JSON: a bracket opens an array, since no command begins with one.
  private var json: RowFormat { firstByte == UInt8(ascii: "[") ? .json : .ndjson }

  private var firstByte: UInt8? { bytes.first { ![0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) } }

  /// The line `sep=;`, by which some spreadsheets say what is between cells.
  private func separatorLine(from start: Int) -> (delimiter: UInt8, bytes: Int)? {
    let line = bytes.dropFirst(start)
    guard line.count >= 6, line.prefix(4).map({ $0 | 0x20 }).elementsEqual("sep=".utf8.map { $0 | 0x20 }) else {
      return nil
    }
    let delimiter = line[start + 4]
    guard delimiter < 0x80, delimiter != UInt8(ascii: "\"") else { return nil }
    switch line[start + 5] {
    case 0x0A: return (delimiter, 6)
    case 0x0D: return (delimiter, line.count > 6 && line[start + 6] == 0x0A ? 7 : 6)
    default: return nil
    }
  }
}
