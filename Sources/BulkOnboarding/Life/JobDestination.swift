internal import CustomerContract
package import Settings

/// What the rows of a job go to: the same for every run of it.
package struct JobDestination: Sendable, Equatable {
  let commands: String
  let accepted: String
  let rejected: String
  let group: String
  let workspace: String?

  /// - Parameter workspace: the value of the workspace's header; nil without one.
  package init(_ settings: WorkerSettings, workspace: String?) {
    (commands, accepted, rejected) = (settings.topics.commands, settings.topics.accepted, settings.topics.rejected)
    (group, self.workspace) = (settings.kafka.groupId, workspace)
  }

  init(of opened: JobOpened) {
    (commands, accepted, rejected) = (opened.commands.name, opened.accepted.name, opened.rejected.name)
    (group, workspace) = (opened.group, opened.workspace)
  }
}
