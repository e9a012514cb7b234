/// Reading the members of a command, in one pass over the tokens.
extension CommandReader {
  /// Returns the token of the object's closing brace.
  mutating func readMembers(_ tokens: Tokens, _ start: Int) -> Int? {
    var token = start + 1
    if tokens.first(token) == UInt8(ascii: "}") { return token }
    var count = 0
    while true {
      guard let next = readMember(tokens, token, isCounted: count < rules.limits.members) else { return nil }
      if tracksMembers { track(tokens, token, next) }
      count &+= 1
      token = next &+ 1
      let byte = tokens.first(next)
      if byte == UInt8(ascii: ",") { continue }
      guard byte == UInt8(ascii: "}") else { return nil }
      if count > rules.limits.members { checker.add(.members, of: nil) }
      if otherNames.count > 1 { otherNames.takeDuplicates(from: 0) { checker.add(.duplicate, of: $0) } }
      return next
    }
  }

  /// Reads the member whose name is at a token; returns the token behind its value.
  @inline(__always) private mutating func readMember(_ tokens: Tokens, _ token: Int, isCounted: Bool) -> Int? {
    guard tokens.first(token) == UInt8(ascii: "\""), tokens.first(token &+ 1) == UInt8(ascii: ":") else { return nil }
    let name = tokens.content(ofString: token)
    let value = token &+ 2
    let first = tokens.first(value)
    // A name with an escape in it is no field's as it is spelled.
    guard let field = table.names.index(of: name), !seen.contains(field),
      table.fields(takingValueBeginningWith: first).contains(field)
    else { return readOther(tokens, token, isCounted: isCounted) }
    seen.insert(field)
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
      return checker.checkContainer(tokens, value, of: name, &strings)
    }
    return keep(field, tokens, value, name) ? value &+ 1 : nil
  }

  /// Keeps a string or scalar to be judged later; false where the text is not JSON.
  @inline(__always) private mutating func keep(_ field: Int, _ tokens: Tokens, _ value: Int, _ name: PaddedBytes)
    -> Bool
  {
    let isString = tokens.first(value) == UInt8(ascii: "\"")
    let quote = isString ? 1 : 0
    let content = tokens.view(
      from: tokens.start(value) &+ quote, to: tokens.endOfValue(before: value &+ 1) &- quote)
    values[field] = content
    withString.insert(field, if: isString)
    withScalar.insert(field, if: !isString)
    guard strings.mayEscape(content) || content.count > deferredCharacters else { return true }
    return checkKept(field, tokens, value, name)
  }

  @inline(never) private mutating func checkKept(_ field: Int, _ tokens: Tokens, _ value: Int, _ name: PaddedBytes)
    -> Bool
  {
    guard withString.contains(field) else { return checker.checkScalar(tokens, value, of: name) }
    guard table.readStrings.contains(field) else { return checker.checkString(tokens, value, strings) }
    guard let meaning = strings.checkedMeaning(of: values[field]) else { return false }
    values[field] = meaning
    return true
  }

  /// Reads a member that is no field's, appears again, has another type, or has an escape in its name.
  @inline(never) private mutating func readOther(_ tokens: Tokens, _ token: Int, isCounted: Bool) -> Int? {
    guard let name = strings.checkedMeaning(of: tokens.content(ofString: token)) else { return nil }
    let value = token + 2
    let first = tokens.first(value)
    if name.count > rules.limits.nameBytes { checker.add(.nameBytes, of: nil) }
    guard let field = table.names.index(of: name) else {
      let next = checker.check(tokens, value, of: name, &strings)
      unknownCount += 1
      if name.isEqual(to: "specversion") { isEvent = true }
      if isCounted { addUnknown(name) }
      return next
    }
    if seen.contains(field) {
      let next = checker.check(tokens, value, of: name, &strings)
      if !repeated.contains(field) { checker.add(.duplicate, of: name) }
      repeated.insert(field)
      return next
    }
    seen.insert(field)
    if dropsNulls, first == UInt8(ascii: "n"), !table.unknowns.contains(field) {
      absences.insert(field)
    } else if !table.fields(takingValueBeginningWith: first).contains(field) {
      violations.invalidType.insert(field)
      // For the message: the type of the value, and whether it is an empty string.
      values[field] = tokens.view(from: tokens.start(value), to: min(tokens.start(value) + 2, tokens.count))
    } else if first != UInt8(ascii: "{"), first != UInt8(ascii: "[") {
      return keep(field, tokens, value, name) ? value + 1 : nil
    }
    return checker.check(tokens, value, of: name, &strings)
  }

  private mutating func addUnknown(_ name: PaddedBytes) {
    otherNames.append(name)
    if unknown.count < rules.limits.errors { unknown.append(name) }
  }

  /// Notes the member between two tokens, and whether it is left out of the customer.
  private mutating func track(_ tokens: Tokens, _ token: Int, _ next: Int) {
    let name = strings.meaning(of: tokens.content(ofString: token))
    let isDropped =
      if let field = table.names.index(of: name) {
        takeEmptyAsAbsent(field, tokens, token + 2) || absences.contains(field)
      } else {
        rules.unknownFields == .drop
      }
    hasDropped = hasDropped || isDropped
    members.append(Member(range: tokens.start(token)..<tokens.endOfValue(before: next), isDropped: isDropped))
  }

  /// Takes an empty string in a field that is no free text as absent, where the rules say so.
  private mutating func takeEmptyAsAbsent(_ field: Int, _ tokens: Tokens, _ value: Int) -> Bool {
    guard dropsEmptyStrings, table.takingEmptyAsAbsent.contains(field), tokens.first(value) == UInt8(ascii: "\""),
      tokens.content(ofString: value).isEmpty
    else { return false }
    absences.insert(field)
    withString = withString - FieldSet(field)
    violations.invalidType = violations.invalidType - FieldSet(field)
    return true
  }
}
