/// Checks whole values by the grammar, nested ones without recursion, and by the limits.
///
/// simdjson's first stage leaves all of this open: the order of the tokens, literals, numbers, escapes, duplicates.
struct ValueChecker: ~Copyable {
  /// An object or array that is being read.
  struct Frame: BitwiseCopyable {
    var isObject: Bool
    /// Elements or members begun.
    var count: Int
    /// The index of this object's first name among all names.
    var firstName: Int
    /// The member that is being read.
    var name: PaddedBytes
    /// The last fault's pointer up to and with this container's segment.
    var pointer = JSONPointers.Part()
  }

  private let limits: Limits
  private var frames = TrivialStack<Frame>()
  private var names = MemberNames()
  /// The first faults of the values beyond the grammar, up to the number that a result reports.
  private(set) var faults = TrivialStack<StructureError>()
  /// The pointers of these.
  private(set) var pointers = JSONPointers()
  /// The last fault's pointer up to and with the command's member that is being read.
  private var memberPointer = JSONPointers.Part()
  /// How many segments of the last fault's pointer have not changed since, the member's and those of the outermost
  /// containers: their part of it is copied.
  private var sharedSegments = 0
  /// How many there are in all. A command has room for hundreds of thousands, each with a pointer of a kilobyte.
  private(set) var faultCount = 0
  /// For each container that is open in one that is nested too deeply: whether it is an object.
  private var skipped = TrivialStack<Bool>()
  /// Whether what is read belongs to an event outside its data.
  var isInEvent = false

  init(limits: Limits) {
    self.limits = limits
  }

  mutating func reset() {
    // A text that is not JSON leaves its containers open.
    frames.truncate(to: 0)
    names.removeAll()
    if faultCount > 0 { forgetFaults(after: 0) }
    isInEvent = false
  }

  /// The member names that there is memory for.
  var nameCapacity: Int { names.capacity }

  /// Gives back the memory that a large text took.
  mutating func giveBackMemory() {
    reset()
    names.giveBackMemory()
    faults.giveBackMemory()
    pointers.giveBackMemory()
    skipped.giveBackMemory()
  }

  /// Forgets all faults but the first ones, so that a part of the text can be read again.
  mutating func forgetFaults(after count: Int) {
    let kept = min(count, faults.count)
    pointers.removeAll(from: kept == 0 ? 0 : faults[kept - 1].pointer.upperBound)
    faults.truncate(to: kept)
    sharedSegments = 0
    faultCount = count
  }

  /// Adds a fault of the value that is being read, or of the member itself when none is; without either, of the whole
  /// command.
  mutating func add(_ kind: StructureError.Kind, of member: PaddedBytes?) {
    faultCount += 1
    guard faults.count < limits.errors else { return }
    appendPointer(of: member)
    faults.append(StructureError(kind, at: pointers.last, isOfEvent: isInEvent))
  }

  /// Checks the value at a token; returns the token behind it, nil where the text is not JSON.
  ///
  /// - Parameter member: the name of the command's member that it belongs to, already unescaped; nil for a value that is
  ///   not in the command.
  @inline(__always) mutating func check(
    _ tokens: Tokens, _ token: Int, of member: PaddedBytes?, _ strings: inout UnescapedStrings
  ) -> Int? {
    switch tokens.first(token) {
    case UInt8(ascii: "\""): checkString(tokens, token, strings) ? token + 1 : nil
    case UInt8(ascii: "{"), UInt8(ascii: "["): checkContainer(tokens, token, of: member, &strings)
    default: checkScalar(tokens, token, of: member) ? token + 1 : nil
    }
  }

  @inline(__always) func checkString(_ tokens: Tokens, _ token: Int, _ strings: borrowing UnescapedStrings) -> Bool {
    strings.isValid(tokens.content(ofString: token))
  }

  @inline(__always) mutating func checkScalar(_ tokens: Tokens, _ token: Int, of member: PaddedBytes?) -> Bool {
    guard token < tokens.tokenCount else { return false }
    let scalar = tokens.scalar(token)
    if scalar.count <= limits.numberCharacters, JSONScalar.isOrdinary(scalar) { return true }
    return checkUnusualScalar(scalar, of: member)
  }

  private mutating func checkUnusualScalar(_ scalar: PaddedBytes, of member: PaddedBytes?) -> Bool {
    guard JSONScalar.isValid(scalar) else { return false }
    // The limit may be smaller than a literal is long.
    guard scalar[0] == UInt8(ascii: "-") || scalar[0].isDigit else { return true }
    if scalar.count > limits.numberCharacters {
      add(.numberCharacters, of: member)
    } else if let kind = JSONNumber.rangeError(scalar) {
      add(kind, of: member)
    }
    return true
  }

  /// Appends the pointer of the value that is being read.
  private mutating func appendPointer(of member: PaddedBytes?) {
    let shared = sharedSegments
    pointers.begin(with: shared == 0 ? JSONPointers.Part() : shared == 1 ? memberPointer : frames[shared - 2].pointer)
    sharedSegments = 0
    guard let member else { return }
    if shared == 0 {
      pointers.append(member)
      memberPointer = pointers.part
    }
    for index in max(0, shared - 1)..<frames.count {
      let frame = frames[index]
      if frame.isObject { pointers.append(frame.name) } else { pointers.append(frame.count - 1) }
      frames[index].pointer = pointers.part
    }
    // Without a container the next fault may be another member's.
    if frames.count > 0 { sharedSegments = frames.count + 1 }
  }

  /// The container at an index has another member or element, or is another one.
  @inline(__always) private mutating func changed(_ frame: Int) {
    sharedSegments = min(sharedSegments, frame + 1)
  }

  /// Checks the object or array at a token; returns the token behind it, nil where the text is not JSON.
  mutating func checkContainer(
    _ tokens: Tokens, _ start: Int, of member: PaddedBytes?, _ strings: inout UnescapedStrings
  ) -> Int? {
    PlainContainer.end(tokens, start, limits, strings) ?? checkNested(tokens, start, of: member, &strings)
  }

  private mutating func checkNested(
    _ tokens: Tokens, _ start: Int, of member: PaddedBytes?, _ strings: inout UnescapedStrings
  ) -> Int? {
    frames.truncate(to: 0)
    sharedSegments = 0
    names.removeAll()
    var token = start
    while true {
      // A value starts here.
      switch tokens.first(token) {
      case UInt8(ascii: "\""):
        guard checkString(tokens, token, strings) else { return nil }
        token += 1
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        // The command itself is the first of those that are within each other.
        if frames.count + 1 >= limits.depth {
          add(.depth, of: member)
          guard let next = skip(tokens, token, strings) else { return nil }
          token = next
          break
        }
        let isObject = tokens.first(token) == UInt8(ascii: "{")
        frames.append(Frame(isObject: isObject, count: 0, firstName: names.count, name: tokens.view(0..<0)))
        token += 1
        if tokens.first(token) == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) { break }
        if isObject {
          guard let next = beginMember(tokens, token, of: member, &strings) else { return nil }
          token = next
        } else {
          changed(frames.count - 1)
          frames[frames.count - 1].count = 1
        }
        continue
      default:
        guard checkScalar(tokens, token, of: member) else { return nil }
        token += 1
      }
      // A value has ended, or an empty container is at its end.
      while frames.count > 0 {
        let frame = frames[frames.count - 1]
        let byte = tokens.first(token)
        if byte == (frame.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
          end(frame, of: member)
          token += 1
          continue
        }
        guard byte == UInt8(ascii: ","), frame.count > 0 else { return nil }
        token += 1
        if frame.isObject {
          guard let next = beginMember(tokens, token, of: member, &strings) else { return nil }
          token = next
        } else {
          changed(frames.count - 1)
          frames[frames.count - 1].count += 1
        }
        break
      }
      if frames.count == 0 {
        sharedSegments = 0
        return token
      }
    }
  }

  /// Takes a member's name and colon; returns the token of its value.
  @inline(__always) private mutating func beginMember(
    _ tokens: Tokens, _ token: Int, of member: PaddedBytes?, _ strings: inout UnescapedStrings
  ) -> Int? {
    guard tokens.first(token) == UInt8(ascii: "\""), tokens.first(token + 1) == UInt8(ascii: ":"),
      let name = strings.checkedMeaning(of: tokens.content(ofString: token))
    else { return nil }
    let last = frames.count - 1
    changed(last)
    frames[last].count += 1
    frames[last].name = name
    if frames[last].count <= limits.members {
      names.append(name)
    } else if frames[last].count == limits.members + 1 {
      addFaultOfObject(.members, of: member)
    }
    if name.count > limits.nameBytes { addFaultOfObject(.nameBytes, of: member) }
    return token + 2
  }

  /// Adds a fault of the object whose member is being read.
  private mutating func addFaultOfObject(_ kind: StructureError.Kind, of member: PaddedBytes?) {
    let frame = frames[frames.count - 1]
    changed(frames.count - 1)
    frames.truncate(to: frames.count - 1)
    add(kind, of: member)
    frames.append(frame)
  }

  @inline(__always) private mutating func end(_ frame: Frame, of member: PaddedBytes?) {
    changed(frames.count - 1)
    frames.truncate(to: frames.count - 1)
    guard frame.isObject else { return }
    if names.count - frame.firstName < 2 {
      names.removeAll(from: frame.firstName)
    } else {
      addDuplicates(from: frame.firstName, of: member)
    }
  }

  private mutating func addDuplicates(from first: Int, of member: PaddedBytes?) {
    var duplicates: [PaddedBytes] = []
    names.takeDuplicates(from: first) { duplicates.append($0) }
    guard !duplicates.isEmpty else { return }
    frames.append(Frame(isObject: true, count: 1, firstName: first, name: duplicates[0]))
    for name in duplicates {
      changed(frames.count - 1)
      frames[frames.count - 1].name = name
      add(.duplicate, of: member)
    }
    changed(frames.count - 1)
    frames.truncate(to: frames.count - 1)
  }

  /// Goes to the end of a container by the grammar alone, which has no limits; nil where the text is not JSON.
  private mutating func skip(_ tokens: Tokens, _ start: Int, _ strings: borrowing UnescapedStrings) -> Int? {
    skipped.truncate(to: 0)
    var token = start
    while true {
      // A value starts here.
      let first = tokens.first(token)
      if first == UInt8(ascii: "\"") {
        guard checkString(tokens, token, strings) else { return nil }
      } else if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
        let isObject = first == UInt8(ascii: "{")
        skipped.append(isObject)
        if tokens.first(token + 1) != Self.closing(isObject) {
          token += 1
          if isObject, !skipName(tokens, &token, strings) { return nil }
          continue
        }
      } else {
        guard token < tokens.tokenCount, JSONScalar.isValid(tokens.scalar(token)) else { return nil }
      }
      token += 1
      // A value has ended, or an empty container is at its end.
      while tokens.first(token) == Self.closing(skipped[skipped.count - 1]) {
        token += 1
        skipped.truncate(to: skipped.count - 1)
        if skipped.count == 0 { return token }
      }
      guard tokens.first(token) == UInt8(ascii: ",") else { return nil }
      token += 1
      if skipped[skipped.count - 1], !skipName(tokens, &token, strings) { return nil }
    }
  }

  @inline(__always) private static func closing(_ isObject: Bool) -> UInt8 {
    isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
  }

  /// Goes past a member's name and colon; false where there is none.
  private func skipName(_ tokens: Tokens, _ token: inout Int, _ strings: borrowing UnescapedStrings) -> Bool {
    guard tokens.first(token) == UInt8(ascii: "\""), tokens.first(token + 1) == UInt8(ascii: ":"),
      checkString(tokens, token, strings)
    else { return false }
    token += 2
    return true
  }
}
