/// The part of a topic that belongs to a job: what was in it before the job is left out.
package struct JobTopic: Codable, Sendable, Equatable {
  package var name: String
  /// By partition, the end of the log when the job was opened.
  package var startOffsets: [Int64]

  package init(name: String, startOffsets: [Int64]) {
    self.name = name
    self.startOffsets = startOffsets
  }
}
