/// The results of a job on the disk, by partition and verdict: within each the rows ascend, so that all are merged by row.
package final class AnswerSpill {
  private struct Key: Hashable {
    let partition: Int32
    let isAccepted: Bool
  }

  private let makeFile: () throws -> SpillFile
  private var files: [Key: SpillFile] = [:]
  /// Files that were left because a smaller row came after a larger one.
  private var ended: [SpillFile] = []

  /// - Parameter makeFile: gives an empty file.
  package init(makeFile: @escaping () throws -> SpillFile) { self.makeFile = makeFile }

  func append(
    row: Int, _ position: CommandPosition, isAccepted: Bool, _ parts: [UnsafeRawBufferPointer]
  ) throws {
    let key = Key(partition: position.partition, isAccepted: isAccepted)
    var file = files[key]
    if let last = file?.lastRow, last >= row {
      if let file { ended.append(file) }
      file = nil
    }
    let target: SpillFile
    if let file {
      target = file
    } else {
      target = try makeFile()
      files[key] = target
    }
    try unsafe target.append(row: row, position, isAccepted: isAccepted, parts)
  }

  /// Every result in the order of the rows; nothing can be added any more.
  package consuming func merged() throws(SpillError) -> AnswerMerge {
    try AnswerMerge(ended + files.values)
  }
}
