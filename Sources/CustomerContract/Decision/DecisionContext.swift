/// What a decision and its result depend on beside the record and the settings: filled in by the lane.
public struct DecisionContext: Sendable {
  /// Kafka's id of the cluster, a part of each decision's identity.
  public var clusterID: String
  /// The transaction's start, in milliseconds since 1970: the results' `time`, and the timestamp of their records.
  public var time: Int64
  /// The largest result record, in bytes.
  public var resultBytes: Int
  /// The broker has refused a result of this command for its size: only the smallest one will do.
  public var smallestResult = false

  public init(clusterID: String, time: Int64, resultBytes: Int) {
    self.clusterID = clusterID
    self.time = time
    self.resultBytes = resultBytes
  }
}
