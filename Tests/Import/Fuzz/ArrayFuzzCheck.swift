@testable internal import BulkOnboarding
internal import CustomerContract

/// The checks of a file that begins as a JSON array does.
enum ArrayFuzzCheck {
  /// A file is JSON when its elements are and nothing else is wrong with it, in blocks of any size; no other is read to its end.
  static func check(_ file: borrowing ImportFile, _ text: [UInt8], blockBytes: Int) throws(ImportFileError) {
    let first = text.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
    guard file.compression == nil, first == UInt8(ascii: "[") else { return }
    let isJSON = JSONText.isValue(text)
    do throws(ImportFileError) {
      let areJSON = try read(file, blockBytes, digestOf: text)
      require(areJSON == isJSON, "an array is JSON when its elements are")
    } catch {
      guard case .array(let fault, _) = error else { throw error }
      require(!isJSON || fault == .notObject, "an array of objects is read to its end")
    }
  }

  /// Whether every element is JSON.
  private static func read(
    _ file: borrowing ImportFile, _ blockBytes: Int, digestOf text: [UInt8]
  ) throws(ImportFileError) -> Bool {
    let layout = FileLayout(format: .json, delimiter: 0, prefixBytes: 0)
    var reader = try RowReader(
      file, layout, from: FilePosition(row: 0, byteOffset: 0), cellBytes: 1 << 16, digest: FileDigest(),
      blockBytes: blockBytes)
    var areJSON = true
    var last = 0
    while try reader.next() {
      let element = reader.row.withUnsafeBytes { Array($0) }
      require(element.first == UInt8(ascii: "{") && element.last == UInt8(ascii: "}"), "an element is in braces")
      let own = text[..<reader.position.byteOffset].suffix(element.count)
      require(element.elementsEqual(own), "an element has its own bytes")
      require(reader.position.byteOffset >= last + element.count, "elements follow each other")
      last = reader.position.byteOffset
      areJSON = areJSON && JSONText.isValue(element)
    }
    var whole = FileDigest()
    whole.add(text.span.bytes)
    require(reader.prefixDigest()?.text == whole.text, "the digest is the file's")
    return areJSON
  }
}
