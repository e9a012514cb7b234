/// Reads a command's object: which fields there are, what is wrong with each, and what has to change on the way to the
/// customer.
///
/// First the members are found, in one pass over the tokens; then the fields are judged, the fields of one type after the
/// other. Members come in any order, so that judging each where it is found would be a branch that no processor foresees.
///
/// What a record's path calls of it is mutating or inlined: the compiler passes a value of this size to any other function
/// as a copy.
struct CommandReader: ~Copyable {
  let table: PreparedTable
  private let rules: Rules
  var limits: Limits { rules.limits }
  private let dropsNulls: Bool
  private let tracksMembers: Bool

  var strings = UnescapedStrings()
  var checker: ValueChecker
  private let values = FieldValues()
  private var otherNames = MemberNames()

  // MARK: What was read

  /// The fields that the object has.
  private var seen = FieldSet()
  /// The fields that the object has more than once.
  private var repeated = FieldSet()
  /// The fields whose values count as absent: nulls and empty strings, by the rules.
  private var nulls = FieldSet()
  /// The fields with a string in `values`.
  private var withString = FieldSet()
  /// The fields with a number or a literal in `values`.
  private var withScalar = FieldSet()
  private(set) var faults = FieldViolations()
  /// The names of members that are not in the table.
  private(set) var unknown: [PaddedBytes] = []
  private(set) var unknownCount = 0
  /// Integers to be written in plain digits, in the order of the text.
  private(set) var rewrites: [Rewrite] = []
  /// The members, where some may be left out of the customer.
  private(set) var members: [Member] = []
  private(set) var hasDropped = false
  /// Everything between the braces but white space at the end.
  private(set) var body = 0..<0
  /// There is a member `specversion`: the object is a CloudEvent.
  private(set) var isEvent = false

  struct Rewrite {
    var range: Range<Int>
    var digits: [UInt8]
  }

  struct Member {
    var range: Range<Int>
    var isDropped: Bool
  }

  init(table: consuming PreparedTable, rules: Rules) {
    self.table = table
    self.rules = rules
    dropsNulls = rules.nullFields == .absent
    tracksMembers = dropsNulls || rules.unknownFields == .drop
    checker = ValueChecker(limits: rules.limits)
  }

  /// The fields that the object has, without values that count as absent.
  var present: FieldSet { mutating get { seen - nulls } }

  /// The string of a field that is faulty for what it says.
  func string(_ field: Int) -> PaddedBytes { values[field] }

  var workspace: PaddedBytes? {
    mutating get {
      table.workspaceField >= 0 && withString.contains(table.workspaceField) ? values[table.workspaceField] : nil
    }
  }

  /// Whether the object has a `workspaceId`, of whatever type.
  var hasWorkspace: Bool { mutating get { table.workspaceField >= 0 && present.contains(table.workspaceField) } }

  var rejectsUnknownFields: Bool { rules.unknownFields == .reject }

  private mutating func reset() {
    seen = FieldSet()
    repeated = FieldSet()
    nulls = FieldSet()
    withString = FieldSet()
    withScalar = FieldSet()
    faults = FieldViolations()
    if unknownCount > 0 { unknown.removeAll(keepingCapacity: true) }
    unknownCount = 0
    if !rewrites.isEmpty { rewrites.removeAll(keepingCapacity: true) }
    if tracksMembers { members.removeAll(keepingCapacity: true) }
    hasDropped = false
    isEvent = false
    otherNames.removeAll()
  }

  /// Reads the object at a token; returns the token behind it, nil where the text is not JSON.
  mutating func read(_ tokens: Tokens, _ start: Int) -> Int? {
    reset()
    guard let end = readMembers(tokens, start), judgeScalars(tokens) else { return nil }
    body = (tokens.start(start) + 1)..<tokens.endOfValue(before: end)
    judgeStrings()
    return end + 1
  }

  // MARK: Members

  /// Returns the token of the object's closing brace.
  private mutating func readMembers(_ tokens: Tokens, _ start: Int) -> Int? {
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
    // What is wrong with the form is told in the order of the text, so a long number is looked at here.
    guard strings.mayEscape(content) || content.count > rules.limits.numberCharacters else { return true }
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
      nulls.insert(field)
    } else if !table.fields(takingValueBeginningWith: first).contains(field) {
      faults.invalidType.insert(field)
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
        nulls.contains(field)
      } else {
        rules.unknownFields == .drop
      }
    hasDropped = hasDropped || isDropped
    members.append(Member(range: tokens.start(token)..<tokens.endOfValue(before: next), isDropped: isDropped))
  }

  // MARK: Fields

  /// False where a scalar is no JSON.
  private mutating func judgeScalars(_ tokens: Tokens) -> Bool {
    for field in withScalar {
      let scalar = values[field]
      guard JSONScalar.isValid(scalar) else { return false }
      if table.integers.contains(field) { judgeInteger(field, tokens, scalar) }
    }
    if rewrites.count > 1 { rewrites.sort { $0.range.lowerBound < $1.range.lowerBound } }
    return true
  }

  @inline(__always) private mutating func judgeInteger(_ field: Int, _ tokens: Tokens, _ number: PaddedBytes) {
    // A longer one is `too_large` already.
    guard number.count <= rules.limits.numberCharacters else { return }
    switch IntegerNotation(number) {
    case .plain: break
    case .rewritten(let digits): rewrites.append(Rewrite(range: tokens.range(of: number), digits: digits))
    case .notInteger: faults.invalidType.insert(field)
    case .outOfRange: faults.outOfRange.insert(field)
    }
  }

  /// - Parameter content: as it is spelled, since few have to be unescaped to tell.
  @inline(__always) private mutating func isBlank(_ content: PaddedBytes) -> Bool {
    guard !content.isEmpty, content[0] != UInt8(ascii: "\\"), !WhiteSpace.mayBegin(with: content[0]) else {
      return WhiteSpace.isAll(strings.meaning(of: content))
    }
    return false
  }

  private mutating func judgeStrings() {
    for field in withString & table.texts where isBlank(values[field]) { faults.blank.insert(field) }
    for field in withString & table.enumerations where !table.allows(values[field], field) {
      faults.invalidEnum.insert(field)
    }
    for field in withString & table.dateTimes where !DateTime.isValid(values[field]) {
      faults.invalidFormat.insert(field)
    }
    for field in withString & table.uris where !UniformIdentifier.isValid(values[field]) {
      faults.invalidFormat.insert(field)
    }
    for field in withString & table.emails where !Mailbox.isValid(values[field]) { faults.invalidFormat.insert(field) }
  }
}
