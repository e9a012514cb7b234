/// Reads a command's object in one pass over its tokens: which fields there are, what is wrong with each, and what has
/// to change on the way to the customer.
struct CommandReader: ~Copyable {
  /// What is wrong with a field.
  struct FieldFault {
    enum Kind: UInt8 { case invalidType, blank, invalidEnum, invalidFormat, outOfRange }

    var field: Int
    var kind: Kind
    /// Of `invalidEnum`: the allowed value that was probably meant.
    var suggestion: Int?
  }

  let table: PreparedTable
  private let rules: Rules
  var limits: Limits { rules.limits }
  private let dropsNulls: Bool
  private let tracksMembers: Bool

  var strings = UnescapedStrings()
  var checker: ValueChecker
  private var otherNames = MemberNames()

  // MARK: What was read

  /// A bit for each field that stands in the object.
  private(set) var seen: UInt64 = 0
  /// The same without nulls that count as absent.
  private(set) var present: UInt64 = 0
  /// A bit for each field that stands there more than once.
  private var repeated: UInt64 = 0
  private(set) var fieldFaults: [FieldFault] = []
  /// The names of members that are not in the table.
  private(set) var unknown: [ByteView] = []
  private(set) var unknownCount = 0
  /// Integers to be written in plain digits, in the order of the text.
  private(set) var rewrites: [Rewrite] = []
  /// The members, where some may be left out of the customer.
  private(set) var members: [Member] = []
  private(set) var hasDropped = false
  /// Everything between the braces but white space at the end.
  private(set) var body = 0..<0
  private(set) var workspace: ByteView?
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

  private mutating func reset() {
    seen = 0
    present = 0
    repeated = 0
    fieldFaults.removeAll(keepingCapacity: true)
    unknown.removeAll(keepingCapacity: true)
    unknownCount = 0
    rewrites.removeAll(keepingCapacity: true)
    members.removeAll(keepingCapacity: true)
    hasDropped = false
    workspace = nil
    isEvent = false
    otherNames.removeAll()
  }

  /// Reads the object at a token; returns the token behind it, nil where the text is not JSON.
  mutating func read(_ tokens: Tokens, _ start: Int) -> Int? {
    reset()
    var token = start + 1
    var count = 0
    if tokens.first(token) != UInt8(ascii: "}") {
      while true {
        guard let next = readMember(tokens, token, isCounted: count < rules.limits.members) else { return nil }
        count += 1
        token = next
        let byte = tokens.first(token)
        if byte == UInt8(ascii: "}") { break }
        guard byte == UInt8(ascii: ",") else { return nil }
        token += 1
      }
    }
    body = (tokens.start(start) + 1)..<tokens.endOfValue(before: token)
    if count > rules.limits.members { checker.add(.members, of: nil) }
    if otherNames.count > 1 { addUnknownDuplicates() }
    return token + 1
  }

  @inline(__always) private mutating func readMember(_ tokens: Tokens, _ token: Int, isCounted: Bool) -> Int? {
    guard tokens.first(token) == UInt8(ascii: "\""), tokens.first(token + 1) == UInt8(ascii: ":"),
      let name = strings.checkedMeaning(of: tokens.view(tokens.content(ofString: token)))
    else { return nil }
    let value = token + 2
    var isDropped = false
    let next: Int?
    if let field = table.names.index(of: name) {
      let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: field)
      if seen & bit == 0 {
        seen |= bit
        if dropsNulls, table.kind(field) != .unknown, tokens.first(value) == UInt8(ascii: "n") {
          isDropped = true
          next = checker.check(tokens, value, of: name, &strings)
        } else {
          present |= bit
          next = readField(field, tokens, value, name)
        }
      } else {
        next = checker.check(tokens, value, of: name, &strings)
        if repeated & bit == 0 { checker.add(.duplicate, of: name) }
        repeated |= bit
      }
    } else {
      next = checker.check(tokens, value, of: name, &strings)
      if isCounted { addUnknown(name) } else { unknownCount += 1 }
      isDropped = rules.unknownFields == .drop
    }
    if tracksMembers, let next {
      hasDropped = hasDropped || isDropped
      members.append(Member(range: tokens.start(token)..<tokens.endOfValue(before: next), isDropped: isDropped))
    }
    return next
  }

  /// Whether the object has a `workspaceId`, of whatever type.
  var hasWorkspace: Bool { table.workspaceField >= 0 && present & (1 << UInt64(table.workspaceField)) != 0 }

  var rejectsUnknownFields: Bool { rules.unknownFields == .reject }

  mutating func sortFieldFaults() {
    if fieldFaults.count > 1 { fieldFaults.sort { $0.field < $1.field } }
  }

  // MARK: Fields

  @inline(__always) private mutating func readField(
    _ field: Int, _ tokens: Tokens, _ value: Int, _ name: ByteView
  ) -> Int? {
    let kind = table.kind(field)
    switch kind {
    case .string, .text, .dateTime, .uri, .email, .enumeration:
      guard tokens.first(value) == UInt8(ascii: "\"") else { break }
      guard let meaning = strings.checkedMeaning(of: tokens.view(tokens.content(ofString: value))) else { return nil }
      if kind != .string || field == table.workspaceField { readString(field, kind, meaning) }
      return value + 1
    case .integer:
      let first = tokens.first(value)
      guard first == UInt8(ascii: "-") || first.isDigit else { break }
      guard let next = checker.check(tokens, value, of: name, &strings) else { return nil }
      readInteger(field, tokens, value)
      return next
    case .boolean:
      guard tokens.first(value) == UInt8(ascii: "t") || tokens.first(value) == UInt8(ascii: "f") else { break }
      return checker.check(tokens, value, of: name, &strings)
    case .object:
      guard tokens.first(value) == UInt8(ascii: "{") else { break }
      return checker.check(tokens, value, of: name, &strings)
    case .unknown:
      return checker.check(tokens, value, of: name, &strings)
    }
    fieldFaults.append(FieldFault(field: field, kind: .invalidType))
    return checker.check(tokens, value, of: name, &strings)
  }

  @inline(__always) private mutating func readString(_ field: Int, _ kind: PreparedTable.Kind, _ meaning: ByteView) {
    switch kind {
    case .text:
      if WhiteSpace.isAll(meaning) { fieldFaults.append(FieldFault(field: field, kind: .blank)) }
    case .enumeration:
      if !table.allows(meaning, field) { addInvalidEnum(field, meaning) }
    case .dateTime:
      if !DateTime.isValid(meaning) { fieldFaults.append(FieldFault(field: field, kind: .invalidFormat)) }
    case .uri:
      if !UniformIdentifier.isValid(meaning) { fieldFaults.append(FieldFault(field: field, kind: .invalidFormat)) }
    case .email:
      if !Mailbox.isValid(meaning) { fieldFaults.append(FieldFault(field: field, kind: .invalidFormat)) }
    default: break
    }
    if field == table.workspaceField { workspace = meaning }
  }

  private mutating func addInvalidEnum(_ field: Int, _ meaning: ByteView) {
    let suggestion = table.nearValues[field].nearest(to: meaning)
    fieldFaults.append(FieldFault(field: field, kind: .invalidEnum, suggestion: suggestion))
  }

  private mutating func readInteger(_ field: Int, _ tokens: Tokens, _ value: Int) {
    let range = tokens.start(value)..<tokens.endOfValue(before: value + 1)
    // A longer one is `too_large` already.
    guard range.count <= rules.limits.numberCharacters else { return }
    switch IntegerForm(tokens.view(range)) {
    case .plain: break
    case .rewritten(let digits): rewrites.append(Rewrite(range: range, digits: digits))
    case .notInteger: fieldFaults.append(FieldFault(field: field, kind: .invalidType))
    case .outOfRange: fieldFaults.append(FieldFault(field: field, kind: .outOfRange))
    }
  }

  // MARK: Other members

  private mutating func addUnknown(_ name: ByteView) {
    otherNames.append(name)
    unknownCount += 1
    if unknown.count < rules.limits.errors { unknown.append(name) }
    if name.isEqual(to: "specversion") { isEvent = true }
  }

  private mutating func addUnknownDuplicates() {
    otherNames.takeDuplicates(from: 0) { checker.add(.duplicate, of: $0) }
  }
}
