/// Why the files of results cannot be written.
public enum ResultFilesError: Error, Equatable, Sendable {
  /// The folder is not there, or may not be written to.
  case folder(String, reason: String)
  /// A file of that name is there already.
  case exists(String)
  case noSpace(folder: String, needed: Int, free: Int)
  case cannotWrite(String, reason: String)
  /// The user's file, which is read again.
  case input(ImportFileError)
}
