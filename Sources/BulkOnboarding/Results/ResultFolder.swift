internal import Glibc

/// Where the files of a job's results go, checked before the first row is sent.
public struct ResultFolder: Sendable, Equatable {
  let path: String
  let job: String
  let format: RowFormat
  /// Whether the job was begun before: then files of its own may be there, as long as its account is not.
  let isResumed: Bool

  /// Checks that files can be made there, that none of the job's names is taken, and that there is room.
  ///
  /// - Parameter neededBytes: what the results may take; the input's bytes are a good guess.
  public init(
    path: String, job: String, format: RowFormat, isResumed: Bool, neededBytes: Int
  ) throws(ResultFilesError) {
    (self.path, self.job, self.format, self.isResumed) = (path, job, format, isResumed)
    guard unsafe access(path, W_OK | X_OK) == 0 else { throw .folder(path, reason: SystemError.current) }
    for name in ResultFileName.allCases where !isResumed || name == .account {
      let name = name.text(job, format)
      if unsafe access("\(path)/\(name)", F_OK) == 0 { throw .exists(name) }
    }
    // What a killed run has left.
    if isResumed { removeFiles { ResultFile.temporaryName($0) } }
    var status = statvfs()
    if unsafe statvfs(path, &status) == 0 {
      let (bytes, overflows) = UInt64(status.f_bavail).multipliedReportingOverflow(by: UInt64(status.f_frsize))
      // Some network file systems say that they have no bound.
      let free = overflows ? Int.max : Int(clamping: bytes)
      if free < neededBytes { throw .noSpace(folder: path, needed: neededBytes, free: free) }
    }
  }

  /// Removes the files of an earlier run of the same job, or others by what `name` makes of their names.
  func removeFiles(_ name: (String) -> String = { $0 }) {
    for file in ResultFileName.allCases { unsafe unlink("\(path)/\(name(file.text(job, format)))") }
  }
}
