internal import CustomerContract

extension ImportPlan {
  /// Whether it can have been made from the beginning of a file: a record of the jobs topic may hold anything.
  var isSound: Bool {
    guard encodingVersion == RowEncoding.version(of: columns?.cells), (0...16).contains(layout.prefixBytes) else {
      return false
    }
    guard let columns else { return !layout.format.hasCells }
    let positions = 0...columns.names.count
    return layout.format.hasCells && columns.names.count <= HeaderMatcher.columnsMaximum
      && columns.targets.count == columns.names.count
      && positions.contains(columns.namedColumns) && positions.contains(columns.ownColumns) && columns.ownColumns > 0
      && columns.keyColumn.map { columns.names.indices.contains($0) } ?? true
      && (0...1 << 53).contains(columns.headerEnd.byteOffset)
      && (0...columns.headerEnd.byteOffset + 1).contains(columns.headerEnd.row)
      && columns.targets.allSatisfy { ($0?.path.count ?? 0) <= Limits().depth }
      && HeaderMatcher.conflicts(columns.names, columns.targets).isEmpty
      && (columns.cells?.values.keys.allSatisfy { columns.names.indices.contains($0) } ?? true)
      && columns.cells?.dates?.timeZone.isSound ?? true
  }
}
