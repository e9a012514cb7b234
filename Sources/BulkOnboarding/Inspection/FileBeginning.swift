internal import CustomerContract

/// The first bytes of a file, and what they tell.
struct FileBeginning {
  private static let bytesMaximum = 1 << 16

  private let bytes: [UInt8]
  private let name: String

  init(_ file: borrowing ImportFile) throws(ImportFileError) {
    var source = try file.bytes()
    var bytes = [UInt8](repeating: 0, count: Self.bytesMaximum)
    var count = 0
    while count < bytes.count {
      var error: ImportFileError?
      let more = unsafe bytes.withUnsafeMutableBytes { room -> Int in
        do throws(ImportFileError) {
          return unsafe try source.read(into: UnsafeMutableRawBufferPointer(rebasing: room[count...]))
        } catch let caught {
          error = caught
          return 0
        }
      }
      if let error { throw error }
      if more == 0 { break }
      count += more
    }
    self.bytes = Array(bytes.prefix(count))
    name = file.name
  }

  /// The layout of the file; the delimiter of a CSV may still be another.
  func layout(_ options: ImportOptions) throws(ImportFileError) -> (FileLayout, delimiterIsKnown: Bool) {
    if let foreign = ForeignFile.recognize(bytes, name: name) { throw .foreign(foreign) }
    let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let format = options.format ?? byName ?? byContent
    switch format {
    case .ndjson:
      if let foreign = ForeignFile.recognizeJSON(bytes.dropFirst(mark)) { throw .foreign(foreign) }
      return (FileLayout(format: format, delimiter: 0, prefixBytes: mark), true)
    case .csv, .tsv:
      let separator = separatorLine(from: mark)
      let usual = format == .tsv ? UInt8(ascii: "\t") : UInt8(ascii: ",")
      let given = options.delimiter ?? separator?.delimiter ?? (format == .tsv ? usual : nil)
      return (
        FileLayout(format: format, delimiter: given ?? usual, prefixBytes: mark + (separator?.bytes ?? 0)), given != nil
      )
    }
  }

  private var byName: RowFormat? {
    var name = name.lowercased()
    for ending in [".gz", ".gzip"] where name.hasSuffix(ending) { name.removeLast(ending.count) }
    let endings: [(String, RowFormat)] = [
      (".csv", .csv), (".tsv", .tsv), (".tab", .tsv), (".ndjson", .ndjson), (".jsonl", .ndjson), (".json", .ndjson),
    ]
    return endings.first { name.hasSuffix($0.0) }?.1
  }

  private var byContent: RowFormat {
    let first = bytes.first { ![0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) }
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[") ? .ndjson : .csv
  }

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
