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
    /// In `conversions`; -1 for a cell that is taken as it is.
    var conversion = -1
  }

  private var steps: [Step] = []
  private var names: [UInt8] = []
  private var conversions: [CellConversion] = []
  /// The most bytes that converted cells become, where they become longer.
  private var convertedBytes = 0
  private var memory: UnsafeMutablePointer<UInt8>
  private var capacity = 64 * 1024
  private var count = 0
  /// Where the objects that are open began, before their comma and name; room for as many as the plan has.
  private var open: UnsafeMutablePointer<Int>

  /// - Parameter plan: nil where rows are commands as they are.
  init(_ plan: ColumnPlan?, table: FieldTable = .customer) {
    unsafe memory = .allocate(capacity: capacity)
    let objects = plan?.targets.reduce(0) { $0 + ($1?.path.count ?? 0) } ?? 0
    unsafe open = .allocate(capacity: objects + 1)
    guard let plan else { return }
    for field in table.fields {
      let columns = plan.targets.enumerated().compactMap { index, target in
        target?.path.first == field.name ? target.map { (index, $0) } : nil
      }
      appendSteps(columns, depth: 0, field, plan.cells)
    }
    // Names are copied in words of eight.
    names += [UInt8](repeating: 0, count: 8)
  }

  deinit {
    unsafe memory.deallocate()
    unsafe open.deallocate()
  }

  private mutating func appendSteps(
    _ columns: [(Int, ColumnTarget)], depth: Int, _ field: Field, _ cells: CellRules?
  ) {
    let groups = Dictionary(grouping: columns) { $0.1.path[depth] }
    for name in groups.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      let group = groups[name] ?? []
      let start = names.count
      names.append(UInt8(ascii: ","))
      names.appendJSON(name)
      names.append(UInt8(ascii: ":"))
      let range = start..<names.count
      if let (column, target) = group.first, target.path.count == depth + 1 {
        let kind = Self.kind(of: target, field)
        var step = Step(kind: kind, column: column, name: range)
        let isDateTime = target.path.count == 1 && field.type == .formatted(.dateTime)
        if let conversion = CellConversion(
          cells, column: column, isDateTime: isDateTime, isNumber: kind == .integer || kind == .any)
        {
          step.conversion = conversions.count
          conversions.append(conversion)
          convertedBytes += conversion.bytesMaximum
        }
        steps.append(step)
      } else {
        steps.append(Step(kind: .open, name: range))
        appendSteps(group, depth: depth + 1, field, cells)
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
    let room = 6 * (bytes + convertedBytes) + names.count + 16 * steps.count + 64
    if room > capacity {
      unsafe memory.deallocate()
      unsafe memory = .allocate(capacity: room)
      capacity = room
    }
    // A pointer of its own: a byte that is written might otherwise be a part of this value, which is then read again.
    var out = unsafe memory
    unsafe Self.append(UInt8(ascii: "{"), &out)
    var depth = 0
    let steps = steps
    unsafe names.withUnsafeBufferPointer { names in
      guard let names = names.baseAddress else { return }
      for step in steps {
        switch step.kind {
        case .open:
          unsafe open[depth] = unsafe out - memory
          depth &+= 1
          unsafe Self.appendName(names, step.name, &out)
          unsafe Self.append(UInt8(ascii: "{"), &out)
        case .close:
          depth &-= 1
          let start = unsafe open[depth]
          if unsafe out[-1] == UInt8(ascii: "{") {
            unsafe out = memory + start
          } else {
            unsafe Self.append(UInt8(ascii: "}"), &out)
          }
        case .text, .integer, .boolean, .any, .json:
          guard step.column < cells.count else { continue }
          let cell = cells[step.column]
          if cell.isEmpty { continue }
          if step.conversion >= 0 {
            unsafe appendConverted(row + Int(cell.start), cell, step, names, &out)
            continue
          }
          unsafe Self.appendName(names, step.name, &out)
          if step.kind == .text {
            unsafe Self.appendString(row + Int(cell.start), cell, &out)
          } else {
            unsafe Self.appendValue(row + Int(cell.start), cell, step.kind, &out)
          }
        }
      }
    }
    unsafe Self.append(UInt8(ascii: "}"), &out)
    count = unsafe out - memory
  }

  private typealias Output = UnsafeMutablePointer<UInt8>

  @unsafe @inline(__always) private static func append(_ byte: UInt8, _ out: inout Output) {
    unsafe out.pointee = byte
    unsafe out += 1
  }

  /// The comma is left out behind the brace that opens an object.
  @unsafe @inline(__always) private static func appendName(
    _ names: UnsafePointer<UInt8>, _ range: Range<Int>, _ out: inout Output
  ) {
    let isFirst = unsafe out[-1] == UInt8(ascii: "{")
    let start = isFirst ? range.lowerBound &+ 1 : range.lowerBound
    let bytes = range.upperBound &- start
    var at = 0
    repeat {
      let word = unsafe UnsafeRawPointer(names + start + at).loadUnaligned(as: UInt64.self)
      unsafe UnsafeMutableRawPointer(out + at).storeBytes(of: word, as: UInt64.self)
      at &+= 8
    } while at < bytes
    unsafe out += bytes
  }

  /// Appends the name and the value of a cell that the user's rules concern; nothing where they leave it out.
  @unsafe private func appendConverted(
    _ text: UnsafePointer<UInt8>, _ cell: Cell, _ step: Step, _ names: UnsafePointer<UInt8>, _ out: inout Output
  ) {
    let bytes = unsafe UnsafeBufferPointer(start: text, count: cell.count)
    let own = unsafe cell.hasDoubledQuotes ? CellValue.withoutDoubledQuotes(bytes) : Array(bytes)
    var kind = step.kind
    var result: [UInt8]
    switch conversions[step.conversion].convert(own) {
    case .text(let bytes): result = bytes
    case .string(let bytes): (result, kind) = (bytes, .text)
    }
    if result.isEmpty { return }
    unsafe Self.appendName(names, step.name, &out)
    let converted = Cell(start: 0, end: Int32(result.count), isQuoted: false, hasDoubledQuotes: false)
    // Strings are read in words of eight.
    result += [UInt8](repeating: 0, count: 8)
    unsafe result.withUnsafeBufferPointer { result in
      guard let start = result.baseAddress else { return }
      unsafe Self.appendValue(start, converted, kind, &out)
    }
  }

  /// Appends a cell as the value that it is exactly, else as a string.
  @unsafe private static func appendValue(
    _ text: UnsafePointer<UInt8>, _ cell: Cell, _ kind: Kind, _ out: inout Output
  ) {
    let bytes = unsafe UnsafeBufferPointer(start: text, count: cell.count)
    if kind == .integer || kind == .any, unsafe CellValue.isNumber(bytes) {
      return unsafe appendRaw(bytes, &out)
    }
    if kind == .boolean || kind == .any, let word = unsafe CellValue.boolean(bytes) {
      return unsafe appendRaw(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount), &out)
    }
    if kind == .json {
      let value = unsafe cell.hasDoubledQuotes ? CellValue.withoutDoubledQuotes(bytes) : Array(bytes)
      if JSONText.isValue(value) {
        return unsafe value.withUnsafeBufferPointer { unsafe appendRaw($0, &out) }
      }
    }
    unsafe appendString(text, cell, &out)
  }

  @unsafe private static func appendRaw(_ bytes: UnsafeBufferPointer<UInt8>, _ out: inout Output) {
    if let start = bytes.baseAddress { unsafe out.update(from: start, count: bytes.count) }
    unsafe out += bytes.count
  }

  @unsafe @inline(__always) private static func appendString(
    _ text: UnsafePointer<UInt8>, _ cell: Cell, _ out: inout Output
  ) {
    unsafe append(UInt8(ascii: "\""), &out)
    let bytes = cell.count
    var at = 0
    if !cell.hasDoubledQuotes {
      while at < bytes {
        let word = unsafe UnsafeRawPointer(text + at).loadUnaligned(as: UInt64.self)
        let left = bytes &- at
        // Bytes behind the cell count as letters.
        let own = left >= 8 ? UInt64.max : (1 &<< UInt64(truncatingIfNeeded: left &* 8)) &- 1
        if CellValue.hasEscaped(word & own | 0x6161_6161_6161_6161 & ~own) { break }
        unsafe UnsafeMutableRawPointer(out + at).storeBytes(of: word, as: UInt64.self)
        at &+= 8
      }
      at = min(at, bytes)
      unsafe out += at
    }
    if at < bytes { unsafe appendEscaped(text, from: at, cell, &out) }
    unsafe append(UInt8(ascii: "\""), &out)
  }

  @unsafe private static func appendEscaped(
    _ text: UnsafePointer<UInt8>, from start: Int, _ cell: Cell, _ out: inout Output
  ) {
    var at = start
    while at < cell.count {
      let byte = unsafe text[at]
      at += cell.hasDoubledQuotes && byte == UInt8(ascii: "\"") ? 2 : 1
      if byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
        unsafe append(byte, &out)
      } else {
        JSONText.forEachByteOfEscaped(byte) { unsafe append($0, &out) }
      }
    }
  }
}
