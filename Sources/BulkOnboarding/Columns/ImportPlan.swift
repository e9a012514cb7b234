/// How a file's rows become commands: the same for each pass, each resume and each machine.
public struct ImportPlan: Equatable, Sendable, Codable {
  public let layout: FileLayout
  /// nil for NDJSON.
  public let columns: ColumnPlan?
  /// The member of NDJSON rows that is their key.
  public let keyMember: String?
  /// The version of the form of commands that are made of cells.
  public let encodingVersion: Int

  /// The position before the first row.
  public var start: FilePosition { columns?.headerEnd ?? FilePosition(row: 0, byteOffset: layout.prefixBytes) }
}
