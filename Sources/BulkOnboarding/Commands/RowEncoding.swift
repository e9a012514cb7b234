/// The form of commands that are made of cells.
///
/// The key of a row is a digest of its command, so a change of the form gives every row another key and each customer that
/// is imported again another id. A new form is a new version; a job that was opened with another one is not gone on with.
/// `RowEncodingTests` has the vectors.
enum RowEncoding {
  static let version = 1
  /// The version where cells are converted by rules: a program that knows no rules must not go on with such a job.
  static let convertedVersion = 2

  static func version(of cells: CellRules?) -> Int { cells == nil ? version : convertedVersion }
}
