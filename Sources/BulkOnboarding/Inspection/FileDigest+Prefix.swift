extension FileDigest {
  /// Sums up the first bytes of a file's text, or all of them.
  package init(
    of file: borrowing ImportFile, _ layout: FileLayout, upTo byteOffset: Int = .max
  ) throws(ImportFileError) {
    self.init()
    var source = try file.text(convertedFrom: layout.convertedFrom)
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { unsafe block.deallocate() }
    while byteCount < byteOffset {
      let room = unsafe UnsafeMutableRawBufferPointer(rebasing: block[..<min(block.count, byteOffset - byteCount)])
      let count = unsafe try source.read(into: room)
      // A file that is shorter now has another digest.
      if count == 0 { return }
      unsafe add(RawSpan(_unsafeBytes: UnsafeRawBufferPointer(rebasing: block[..<count])))
    }
  }
}
