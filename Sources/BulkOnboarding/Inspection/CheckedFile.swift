internal import CustomerContract

/// What the first pass over a file finds. Nothing is sent before it.
public struct CheckedFile: Sendable {
  public let plan: ImportPlan
  /// The number of the last row.
  public let rows: Int
  /// The number of bytes of the file's text.
  public let bytes: Int
  /// SHA-256 of the file's text, in hexadecimal digits.
  public let digest: String
  /// The number of rows whose key stood before; nil where nobody counted.
  public let repeatedKeys: Int?

  /// Reads the whole file.
  ///
  /// - Parameters:
  ///   - keysFolder: where keys are kept while they are counted, in a file without a name; nil does not count them.
  ///   - progress: gets how much of the stored file is read, some times a second.
  public init(
    _ file: borrowing ImportFile, _ options: ImportOptions, keysFolder: String? = nil,
    progress: (_ storedBytes: Int) -> Void = { _ in }
  ) throws(ImportFileError) {
    plan = try ImportPlan(file, options)
    // The digest is of all bytes, of those before the first row too.
    var rows = try CommandRows(
      file, plan, from: plan.start, limits: options.limits,
      digest: FileDigest(of: file, plan.layout, upTo: plan.start.byteOffset), makesKeys: keysFolder != nil)
    // A disk that has no room for the keys does not keep the file from being imported.
    var keys = keysFolder.flatMap { try? RepeatedKeys(in: $0) }
    var isCounting = keys != nil
    while let content = try rows.next() {
      if isCounting, content == .command {
        do throws(ImportFileError) { try keys?.add(rows.key, row: rows.number) } catch { isCounting = false }
      }
      if rows.number & 0xFFF == 0 { progress(rows.storedBytesRead) }
    }
    if file.hasChanged { throw .changed }
    self.rows = rows.number
    let digest = rows.prefixDigest()
    bytes = digest?.byteCount ?? 0
    self.digest = digest?.text ?? ""
    repeatedKeys = isCounting ? Self.count(keys.take()) : nil
  }

  private static func count(_ keys: consuming RepeatedKeys?) -> Int? {
    guard let keys else { return nil }
    return try? keys.find().rows
  }
}
