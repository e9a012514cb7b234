/// The facts about the cluster that the worker needs before its lanes start.
struct ClusterFacts: Equatable, Sendable {
  var clusterID: String
  var commandPartitions: Int32
  /// The largest result record, in bytes.
  var resultBytes: Int
}
