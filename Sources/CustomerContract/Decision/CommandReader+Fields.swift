/// Judging the fields that were read, the fields of one type after the other.
extension CommandReader {
  /// Whether no number is out of range that was not checked before; nil where a scalar is no JSON.
  mutating func judgeScalars(_ tokens: Tokens) -> Bool? {
    for field in withScalar {
      let scalar = values[field]
      if !JSONScalar.isOrdinary(scalar) {
        guard JSONScalar.isValid(scalar) else { return nil }
        if isUncheckedAndOutOfRange(scalar) { return false }
      }
      if table.integers.contains(field) { judgeInteger(field, tokens, scalar) }
    }
    if rewrites.count > 1 { rewrites.sort { $0.range.lowerBound < $1.range.lowerBound } }
    return true
  }

  /// - Parameter scalar: Valid JSON.
  @inline(never) private mutating func isUncheckedAndOutOfRange(_ scalar: PaddedBytes) -> Bool {
    scalar.count <= deferredCharacters && JSONKind(firstByte: scalar[0]) == .number
      && JSONNumber.rangeError(scalar) != nil
  }

  @inline(__always) private mutating func judgeInteger(_ field: Int, _ tokens: Tokens, _ number: PaddedBytes) {
    // A longer one is `too_large` already.
    guard number.count <= rules.limits.numberCharacters else { return }
    switch IntegerNotation(number) {
    case .plain: break
    case .rewritten(let digits): rewrites.append(Rewrite(range: tokens.range(of: number), digits: digits))
    case .notInteger: violations.invalidType.insert(field)
    case .outOfRange: violations.outOfRange.insert(field)
    }
  }

  /// - Parameter content: as it is spelled, since few have to be unescaped to tell.
  @inline(__always) private mutating func isBlank(_ content: PaddedBytes) -> Bool {
    guard !content.isEmpty, content[0] != UInt8(ascii: "\\"), !WhiteSpace.mayBegin(with: content[0]) else {
      return WhiteSpace.isAll(strings.meaning(of: content))
    }
    return false
  }

  mutating func judgeStrings() {
    for field in withString & table.texts where isBlank(values[field]) { violations.blank.insert(field) }
    for field in withString & table.enumerations where !table.allows(values[field], field) {
      violations.invalidEnum.insert(field)
    }
    for field in withString & table.dateTimes where !DateTime.isValid(values[field]) {
      violations.invalidFormat.insert(field)
    }
    for field in withString & table.uris where !UniformIdentifier.isValid(values[field]) {
      violations.invalidFormat.insert(field)
    }
    for field in withString & table.emails where !Mailbox.isValid(values[field]) {
      violations.invalidFormat.insert(field)
    }
  }
}
