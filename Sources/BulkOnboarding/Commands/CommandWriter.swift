internal import CustomerContract
internal import Glibc

/// Makes commands of cells: the fields in the order of the field table, the members of an object by name.
// Safe: room for the largest command that a row can become is made before it is written.
@safe struct CommandWriter: ~Copyable {
  private enum Kind {
    case text, integer, boolean, any, json
    /// The start and the end of an object whose members are steps of their own.
    case open, close
  }

  private struct Step {
    let kind: Kind
    var column = 0
    /// A comma, the name and a colon, in `names`.
    var name = 0..<0
  }

  private var steps: [Step] = []
  private var names: [UInt8] = []
  private var memory: UnsafeMutablePointer<UInt8>
  private var capacity = 64 * 1024
  private var count = 0
  /// Where the objects that are open began, before their comma and name.
  private var open: [Int] = []

  /// - Parameter plan: nil where rows are commands as they are.
  init(_ plan: ColumnPlan?, table: FieldTable = .customer) {
    unsafe memory = .allocate(capacity: capacity)
    guard let plan else { return }
    for field in table.fields {
      let columns = plan.targets.enumerated().compactMap { index, target in
        target?.path.first == field.name ? target.map { (index, $0) } : nil
      }
      appendSteps(columns, depth: 0, field)
    }
    // Names are copied in words of eight.
    names += [UInt8](repeating: 0, count: 8)
  }

  deinit { unsafe memory.deallocate() }

  private mutating func appendSteps(_ columns: [(Int, ColumnTarget)], depth: Int, _ field: Field) {
    let groups = Dictionary(grouping: columns) { $0.1.path[depth] }
    for name in groups.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      let group = groups[name] ?? []
      let start = names.count
      names.append(UInt8(ascii: ","))
      names.appendJSON(name)
      names.append(UInt8(ascii: ":"))
      let range = start..<names.count
      if let (column, target) = group.first, target.path.count == depth + 1 {
        steps.append(Step(kind: Self.kind(of: target, field), column: column, name: range))
      } else {
        steps.append(Step(kind: .open, name: range))
        appendSteps(group, depth: depth + 1, field)
        steps.append(Step(kind: .close))
      }
    }
  }

  private static func kind(of target: ColumnTarget, _ field: Field) -> Kind {
    if target.isJSON { return .json }
    if target.path.count > 1 { return .text }
    return switch field.type {
    case .string, .text, .formatted, .enumeration, .object: .text
    case .integer: .integer
    case .boolean: .boolean
    case .unknown: .any
    }
  }

  /// The command that was written last.
  var command: RawSpan {
    @_lifetime(borrow self) get {
      let span = unsafe RawSpan(_unsafeStart: memory, byteCount: count)
      return unsafe _overrideLifetime(span, borrowing: self)
    }
  }

  /// Writes the command of a row.
  ///
  /// - Parameter row: eight bytes behind its last cell may be read.
  @unsafe mutating func write(_ row: UnsafePointer<UInt8>, bytes: Int, _ cells: borrowing CellList) {
    // A control character becomes six; words of eight are written over each end.
    let room = 6 * bytes + names.count + 16 * steps.count + 64
    if room > capacity {
      unsafe memory.deallocate()
      unsafe memory = .allocate(capacity: room)
      capacity = room
    }
    unsafe memory[0] = UInt8(ascii: "{")
    count = 1
    let steps = steps
    for step in steps {
      switch step.kind {
      case .open:
        open.append(count)
        appendName(step.name)
        append(UInt8(ascii: "{"))
      case .close:
        let start = open.removeLast()
        if unsafe memory[count - 1] == UInt8(ascii: "{") { count = start } else { append(UInt8(ascii: "}")) }
      default:
        guard step.column < cells.count else { continue }
        let cell = cells[step.column]
        if cell.isEmpty { continue }
        appendName(step.name)
        unsafe append(row + Int(cell.start), cell, step.kind)
      }
    }
    append(UInt8(ascii: "}"))
  }

  @inline(__always) private mutating func append(_ byte: UInt8) {
    unsafe memory[count] = byte
    count &+= 1
  }

  /// The comma is left out behind the brace that opens an object.
  @inline(__always) private mutating func appendName(_ range: Range<Int>) {
    let isFirst = unsafe memory[count &- 1] == UInt8(ascii: "{")
    let start = isFirst ? range.lowerBound &+ 1 : range.lowerBound
    let bytes = range.upperBound &- start
    unsafe names.withUnsafeBufferPointer { names in
      guard let source = names.baseAddress else { return }
      var at = 0
      repeat {
        let word = unsafe UnsafeRawPointer(source + start + at).loadUnaligned(as: UInt64.self)
        unsafe UnsafeMutableRawPointer(memory + count + at).storeBytes(of: word, as: UInt64.self)
        at &+= 8
      } while at < bytes
    }
    count &+= bytes
  }

  @inline(__always) private mutating func append(_ text: UnsafePointer<UInt8>, _ cell: Cell, _ kind: Kind) {
    switch kind {
    case .text: unsafe appendString(text, cell)
    case .integer, .any, .boolean, .json: unsafe appendValue(text, cell, kind)
    case .open, .close: break
    }
  }

  /// Appends a cell as the value that it is exactly, else as a string.
  private mutating func appendValue(_ text: UnsafePointer<UInt8>, _ cell: Cell, _ kind: Kind) {
    let bytes = unsafe UnsafeBufferPointer(start: text, count: cell.count)
    if kind != .json, kind != .boolean, unsafe CellValue.isNumber(bytes) {
      return unsafe appendRaw(bytes)
    }
    if kind == .boolean || kind == .any, let word = unsafe CellValue.boolean(bytes) {
      return unsafe appendRaw(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
    }
    if kind == .json {
      let value = unsafe cell.hasDoubledQuotes ? CellValue.withoutDoubledQuotes(bytes) : Array(bytes)
      if JSONText.isValue(value) {
        return unsafe value.withUnsafeBufferPointer { unsafe appendRaw($0) }
      }
    }
    unsafe appendString(text, cell)
  }

  private mutating func appendRaw(_ bytes: UnsafeBufferPointer<UInt8>) {
    if let start = bytes.baseAddress { unsafe (memory + count).update(from: start, count: bytes.count) }
    count += bytes.count
  }

  @inline(__always) private mutating func appendString(_ text: UnsafePointer<UInt8>, _ cell: Cell) {
    append(UInt8(ascii: "\""))
    let bytes = cell.count
    var at = 0
    if !cell.hasDoubledQuotes {
      while at < bytes {
        let word = unsafe UnsafeRawPointer(text + at).loadUnaligned(as: UInt64.self)
        // Bytes behind the cell count as letters.
        let spare = UInt64(truncatingIfNeeded: max(0, 8 &- (bytes &- at)) &* 8)
        let own = spare == 0 ? UInt64.max : UInt64.max &>> spare
        guard JSONText.areOrdinary(word & own | 0x6161_6161_6161_6161 & ~own) else { break }
        unsafe UnsafeMutableRawPointer(memory + count).storeBytes(of: word, as: UInt64.self)
        let taken = min(8, bytes &- at)
        count &+= taken
        at &+= taken
      }
    }
    if at < bytes { unsafe appendEscaped(text, from: at, cell) }
    append(UInt8(ascii: "\""))
  }

  private mutating func appendEscaped(_ text: UnsafePointer<UInt8>, from start: Int, _ cell: Cell) {
    var at = start
    while at < cell.count {
      let byte = unsafe text[at]
      at += cell.hasDoubledQuotes && byte == UInt8(ascii: "\"") ? 2 : 1
      JSONText.forEachByteOfEscaped(byte) { append($0) }
    }
  }
}
