/// What one question to the cluster has found.
package struct ClusterFinding: Equatable, Sendable {
  package enum State: Equatable, Sendable {
    case ok
    /// The worker works, and something may surprise.
    case warning
    /// The worker cannot work until somebody changes a setting, a password, a right or a topic.
    case fault
    /// There was no answer, so that the worker would wait too.
    case noAnswer
    /// The question cannot be asked here.
    case notChecked
  }

  package let state: State
  /// The setting that it is about, or another word for it.
  package let subject: String
  /// What was found, and what mends it.
  package let text: String

  package init(_ state: State, _ subject: String, _ text: String) {
    self.state = state
    self.subject = subject
    self.text = text
  }
}
