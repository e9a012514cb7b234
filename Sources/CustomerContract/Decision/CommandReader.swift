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
  let rules: Rules
  var limits: Limits { rules.limits }
  let dropsNulls: Bool
  let dropsEmptyStrings: Bool
  /// Whether a member may be left out of the customer.
  let tracksMembers: Bool

  var strings = UnescapedStrings()
  var checker: ValueChecker
  let values = FieldValues()
  var otherNames = MemberNames()

  // MARK: What was read

  /// The fields that the object has.
  var seen = FieldSet()
  /// The fields that the object has more than once.
  var repeated = FieldSet()
  /// The fields whose values count as absent: absences and empty strings, by the rules.
  var absences = FieldSet()
  /// The fields with a string in `values`.
  var withString = FieldSet()
  /// The fields with a number or a literal in `values`.
  var withScalar = FieldSet()
  var violations = FieldViolations()
  /// The names of members that are not in the table.
  var unknown: [PaddedBytes] = []
  /// The pointers of these, once they are errors.
  var unknownPointers = JSONPointers()
  var unknownCount = 0
  /// Integers to be written in plain digits, in the order of the text.
  var rewrites: [Rewrite] = []
  /// The members, where some may be left out of the customer.
  var members: [Member] = []
  var hasDropped = false
  /// Everything between the braces but white space at the end.
  var body = 0..<0
  /// There is a member `specversion`: the object is a CloudEvent.
  var isEvent = false

  struct Rewrite {
    var range: Range<Int>
    var digits: [UInt8]
  }

  struct Member {
    var range: Range<Int>
    var isDropped: Bool
  }

  var fieldErrors: FieldErrorCache
  /// Scalars and strings of up to this length are judged after all members are read.
  var deferredCharacters: Int

  init(table: FieldTable, rules: Rules) {
    self.table = PreparedTable(table)
    fieldErrors = FieldErrorCache(table)
    self.rules = rules
    // Values of their own: with `self.dropsNulls || self.dropsEmptyStrings` Swift 6.3 destroys, with -O, a checker that is not
    // made yet.
    let (dropsNulls, dropsEmptyStrings) = (rules.nullFields == .absent, rules.emptyStrings == .absent)
    self.dropsNulls = dropsNulls
    self.dropsEmptyStrings = dropsEmptyStrings
    tracksMembers = dropsNulls || dropsEmptyStrings || rules.unknownFields == .drop
    deferredCharacters = rules.limits.numberCharacters
    checker = ValueChecker(limits: rules.limits)
  }

  /// The fields that the object has, without values that count as absent.
  var present: FieldSet { mutating get { seen - absences } }

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
    absences = FieldSet()
    withString = FieldSet()
    withScalar = FieldSet()
    violations = FieldViolations()
    if unknownCount > 0 { unknown.removeAll(keepingCapacity: true) }
    unknownCount = 0
    if !rewrites.isEmpty { rewrites.removeAll(keepingCapacity: true) }
    if tracksMembers { members.removeAll(keepingCapacity: true) }
    hasDropped = false
    isEvent = false
    otherNames.removeAll()
  }

  /// Gets ready for a text.
  @inline(__always) mutating func begin(_ tokens: Tokens, hasBackslash: Bool) {
    strings.reset(for: tokens.view(0..<tokens.count), hasBackslash: hasBackslash)
    checker.reset()
  }

  /// Gives back the memory that large texts took, and forgets what was read.
  mutating func giveBackMemory() {
    reset()
    strings.giveBackMemory()
    checker.giveBackMemory()
    otherNames.giveBackMemory()
    unknownPointers.giveBackMemory()
    (unknown, rewrites, members) = ([], [], [])
  }

  /// Checks a text that is no object.
  mutating func checkWhole(_ tokens: Tokens) -> Bool {
    checker.check(tokens, 0, of: nil, &strings) == tokens.tokenCount
  }

  /// Reads the object at a token; returns the token behind it, nil where the text is not JSON.
  mutating func read(_ tokens: Tokens, _ start: Int) -> Int? {
    let (faults, mark) = (checker.faultCount, strings.mark)
    reset()
    guard let end = readMembers(tokens, start), let isInRange = judgeScalars(tokens) else { return nil }
    if !isInRange { return readAgain(tokens, start, after: faults, mark) }
    return finish(tokens, start, end)
  }

  private mutating func finish(_ tokens: Tokens, _ start: Int, _ end: Int) -> Int {
    body = (tokens.start(start) + 1)..<tokens.endOfValue(before: end)
    judgeStrings()
    return end + 1
  }

  /// Reads an object again that has a number out of range, and judges each scalar at once: faults of the structure are
  /// reported in the order of the text.
  @inline(never) private mutating func readAgain(
    _ tokens: Tokens, _ start: Int, after faults: Int, _ mark: Int
  ) -> Int? {
    checker.forgetFaults(after: faults)
    strings.forget(after: mark)
    reset()
    deferredCharacters = 0
    defer { deferredCharacters = rules.limits.numberCharacters }
    guard let end = readMembers(tokens, start), judgeScalars(tokens) != nil else { return nil }
    return finish(tokens, start, end)
  }
}
