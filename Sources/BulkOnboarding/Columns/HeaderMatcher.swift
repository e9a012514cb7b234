internal import CustomerContract

/// Finds the field that each column of a header becomes, and every error of the header at once.
struct HeaderMatcher {
  let options: ColumnOptions
  private let fieldsByName: [String: Field]
  private let suggestions: Suggestions

  /// The columns that the files of rejected rows have at their end, and that are left out when they are imported.
  static let ownColumns = ["import.row", "import.codes", "import.fields", "import.message"]

  /// The most columns of a file: those of a spreadsheet. A rejected row is written with a delimiter for each column.
  static let columnsMaximum = 16_384

  init(_ options: ColumnOptions, table: FieldTable = .customer) {
    self.options = options
    fieldsByName = Dictionary(table.fields.map { (Self.letters($0.name), $0) }) { first, _ in first }
    suggestions = Suggestions(table.fields.map(\.name))
  }

  /// A name without what does not count: case, blanks, `_` and `-`.
  static func letters(_ name: some StringProtocol) -> String {
    String(name.lowercased().filter { !$0.isWhitespace && $0 != "_" && $0 != "-" && $0 != "\u{FEFF}" })
  }

  /// How many names are those of fields, as they are.
  func matches(_ names: [String]) -> Int {
    names.count { if case .target = target(named: $0) { true } else { Self.isOwn($0) } }
  }

  private static func isOwn(_ name: String) -> Bool { ownColumns.contains(letters(name)) }

  // MARK: One name

  private enum Match {
    case target(ColumnTarget)
    case noObject(field: String)
    case none(suggestion: String?)
  }

  private func target(named name: String) -> Match {
    var path = name.trimmed
    let isJSON = path.lowercased().hasSuffix(ColumnTarget.jsonMark)
    if isJSON { path = path.dropLast(ColumnTarget.jsonMark.count) }
    let parts = path.split(separator: ".", omittingEmptySubsequences: false)
    // No command may be nested more deeply.
    guard parts.count <= Limits().depth, !(parts.count > 1 && parts.contains("")) else { return .none(suggestion: nil) }
    guard let field = fieldsByName[Self.letters(parts[0])] else {
      let near = suggestions.nearest(to: String(parts[0]))
      return .none(suggestion: near.map { ([$0] + parts.dropFirst().map(String.init)).joined(separator: ".") })
    }
    if parts.count == 1 { return .target(ColumnTarget(path: [field.name], isJSON: isJSON)) }
    guard field.type == .object else { return .noObject(field: field.name) }
    return .target(ColumnTarget(path: [field.name] + parts.dropFirst().map(String.init), isJSON: isJSON))
  }

  // MARK: All of them

  /// The plan for a header, or all of its errors.
  func plan(_ header: [String], headerEnd: FilePosition) throws(ImportFileError) -> ColumnPlan {
    guard header.count <= Self.columnsMaximum else {
      throw .header([.tooManyColumns(header.count, maximum: Self.columnsMaximum)])
    }
    var names = header
    // Spreadsheets leave empty columns at the end.
    while let last = names.last, last.trimmed.isEmpty, names.count > 1 { names.removeLast() }
    let namedColumns = (names.lastIndex { !$0.trimmed.isEmpty && !Self.isOwn($0) } ?? -1) + 1
    if namedColumns == 0 { throw .noHeader }
    var errors: [HeaderError] = []
    func column(_ name: String, _ option: String) -> Int? {
      let found =
        names.firstIndex(of: name) ?? names.firstIndex { Self.letters($0) == Self.letters(name) }
      if found == nil {
        let near = Suggestions(names).nearest(to: name)
        errors.append(.noColumn(option: options.source(option), name: name, suggestion: near))
      }
      return found
    }
    let ignored = Set(options.ignored.compactMap { column($0, "--ignore") })
    let keyColumn = options.keyColumn.flatMap { column($0, "--key-column") }
    var mapped: [Int: String] = [:]
    for map in options.mapped {
      if let index = column(map.column, "--map") { mapped[index] = map.target }
    }
    var targets: [ColumnTarget?] = []
    for (index, name) in names.enumerated() {
      if let text = mapped[index] {
        targets.append(target(text, ofColumn: name, &errors))
      } else if ignored.contains(index) || Self.isOwn(name) || index >= namedColumns {
        targets.append(nil)
      } else {
        targets.append(target(ofColumn: index, name, isKey: index == keyColumn, &errors))
      }
    }
    errors += Self.conflicts(names, targets)
    let cells = cellRules(names, targets, &errors)
    if !errors.isEmpty { throw .header(errors) }
    let ownColumns = names.lastIndex { !Self.isOwn($0) }.map { $0 + 1 } ?? 0
    return ColumnPlan(
      names: names, targets: targets, keyColumn: keyColumn, namedColumns: namedColumns, ownColumns: ownColumns,
      headerEnd: headerEnd, cells: cells)
  }

  private func target(_ text: String, ofColumn name: String, _ errors: inout [HeaderError]) -> ColumnTarget? {
    switch target(named: text) {
    case .target(let target): return target
    case .noObject(let field): errors.append(.noObject(name: text, field: field))
    case .none(let near): errors.append(.unknownTarget(column: name, target: text, suggestion: near))
    }
    return nil
  }

  private func target(
    ofColumn index: Int, _ name: String, isKey: Bool, _ errors: inout [HeaderError]
  ) -> ColumnTarget? {
    if name.trimmed.isEmpty {
      errors.append(.unnamedColumn(number: index + 1))
      return nil
    }
    switch target(named: name) {
    case .target(let target): return target
    case .noObject(let field): errors.append(.noObject(name: name, field: field))
    case .none(let near): if !isKey { errors.append(.unknownColumn(name: name, suggestion: near)) }
    }
    return nil
  }

  /// Targets that several columns have, and those that are above others.
  static func conflicts(_ names: [String], _ targets: [ColumnTarget?]) -> [HeaderError] {
    var errors: [HeaderError] = []
    var columns: [[String]: [String]] = [:]
    var order: [[String]] = []
    for (name, target) in zip(names, targets) {
      guard let path = target?.path else { continue }
      if columns[path] == nil { order.append(path) }
      columns[path, default: []].append(name)
    }
    var below: [[String]: [[String]]] = [:]
    for path in order {
      for count in 1..<path.count {
        let above = Array(path.prefix(count))
        if columns[above] != nil { below[above, default: []].append(path) }
      }
    }
    for path in order {
      let own = columns[path] ?? []
      if own.count > 1 { errors.append(.twice(target: path.joined(separator: "."), columns: own)) }
      let below = below[path] ?? []
      if !below.isEmpty {
        errors.append(
          .fieldAndMember(field: path.joined(separator: "."), columns: own + below.flatMap { columns[$0] ?? [] }))
      }
    }
    return errors
  }
}

extension StringProtocol {
  /// The text without white space at its ends.
  fileprivate var trimmed: Substring {
    var text = Substring(self)
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
