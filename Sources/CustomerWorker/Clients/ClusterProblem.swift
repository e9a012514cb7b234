/// The reason why the cluster does not give what is asked of it.
package struct ClusterProblem: Error, Equatable {
  package let reason: String
  /// Whether the cluster refuses, and will until somebody changes a setting, a password, a topic or a right. Otherwise
  /// it is out of reach or not ready.
  package let isRefusal: Bool

  package init(reason: String, isRefusal: Bool) {
    self.reason = reason
    self.isRefusal = isRefusal
  }
}
