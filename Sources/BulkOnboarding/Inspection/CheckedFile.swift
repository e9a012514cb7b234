internal import CustomerContract

/// What the first pass over a file finds. Nothing is sent before it.
public struct CheckedFile: Sendable {
  public let plan: ImportPlan
  /// The number of the last row.
  public let rows: Int
  public let bytes: Int
  /// SHA-256 of the raw uncompressed bytes, in hexadecimal digits.
  public let digest: String

  /// Reads the whole file.
  ///
  /// - Parameter progress: gets how much of the stored file is read, some times a second.
  public init(
    _ file: borrowing ImportFile, _ options: ImportOptions, progress: (_ storedBytes: Int) -> Void = { _ in }
  ) throws(ImportFileError) {
    plan = try ImportPlan(file, options)
    // The digest is of all bytes, of those before the first row too.
    var reader = try RowReader(
      file, plan.layout, from: FilePosition(row: 0, byteOffset: 0), cellBytes: options.limits.commandBytes,
      digest: FileDigest())
    var last = 0
    do throws(ImportFileError) {
      if plan.layout.prefixBytes > 0 { try reader.skip(plan.layout.prefixBytes) }
      while try reader.next() {
        last = reader.number
        if last & 0xFFF == 0 { progress(reader.storedBytesRead) }
      }
    } catch {
      throw error.naming(plan.columns)
    }
    if file.hasChanged { throw .changed }
    rows = last
    let digest = reader.prefixDigest()
    bytes = digest?.byteCount ?? 0
    self.digest = digest?.text ?? ""
  }
}
