/// One process's turn at a job: a job that is resumed has several.
package struct JobRun: Codable, Sendable, Equatable {
  /// Random, and in no other run.
  package var id: String
  /// The name of the computer, for people.
  package var host: String
  /// When the run began, in milliseconds since 1970.
  package var startedAt: Int64

  package init(id: String, host: String, startedAt: Int64) {
    self.id = id
    self.host = host
    self.startedAt = startedAt
  }
}
