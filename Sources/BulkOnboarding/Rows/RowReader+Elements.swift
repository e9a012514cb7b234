/// The elements of a JSON array (RFC 8259, section 5), each of which is an object.
extension RowReader {
  /// What may come next in an array, white space apart.
  enum ArrayPart {
    case opening, firstElementOrClosing, element, commaOrClosing, end
  }

  /// Moves to the next element; `false` when more must be read, or at the end.
  ///
  /// What is between elements is passed at once: there may be any amount of white space.
  mutating func nextElement() throws(ImportFileError) -> Bool {
    while true {
      skipSpace()
      guard start < end else {
        if isAtEnd, nextPart != .end { throw arrayError(.endsTooEarly, number) }
        return false
      }
      let byte = unsafe buffer[start]
      switch nextPart {
      case .opening:
        guard byte == UInt8(ascii: "[") else { throw arrayError(.noArray, 0) }
        nextPart = .firstElementOrClosing
      case .firstElementOrClosing where byte == UInt8(ascii: "]"): nextPart = .end
      case .firstElementOrClosing:
        nextPart = .element
        continue
      case .element:
        if byte == UInt8(ascii: "]") { throw arrayError(.noElement, number + 1) }
        guard byte == UInt8(ascii: "{") else { throw arrayError(.notObject, number + 1) }
        return try nextObject()
      case .commaOrClosing:
        guard byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]") else { throw arrayError(.noComma, number) }
        nextPart = byte == UInt8(ascii: ",") ? .element : .end
      case .end: throw arrayError(.textBehind, number)
      }
      start += 1
    }
  }

  private mutating func skipSpace() {
    while start < end {
      let byte = unsafe buffer[start]
      guard byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D else { return }
      start += 1
    }
  }

  /// Takes the object that begins here, when all of it is there.
  private mutating func nextObject() throws(ImportFileError) -> Bool {
    switch unsafe objectScanner.scan(buffer + start, min(end - start, cellBytesMaximum)) {
    case .end(let count):
      objectScanner = ObjectScanner()
      nextPart = .commaOrClosing
      current = start..<(start + count)
      start += count
      return true
    case .unpaired: throw arrayError(.unpairedBrackets, number + 1)
    case .goesOn:
      if objectScanner.offset == cellBytesMaximum { throw arrayError(.tooLarge(cellBytesMaximum), number + 1) }
      if isAtEnd { throw arrayError(.endsTooEarly, number) }
      return false
    }
  }

  private func arrayError(_ error: ArrayError, _ row: Int) -> ImportFileError {
    if error == .endsTooEarly, let error = conversionError(column: 1) { return error }
    return .array(error, row: row)
  }
}
