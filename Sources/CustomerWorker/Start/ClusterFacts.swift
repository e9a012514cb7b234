/// The facts about the cluster that the lanes start with.
struct ClusterFacts: Equatable, Sendable {
  var clusterID: String
  var commandPartitions: Int32
  /// The largest result record, in bytes.
  var resultBytes: Int
}
