/// What the worker needs to know of the cluster before its lanes start.
struct ClusterFacts: Equatable, Sendable {
  var clusterID: String
  var commandPartitions: Int32
  /// The largest result record, in bytes.
  var resultBytes: Int
}
