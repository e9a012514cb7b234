/// The settings of a lane, in the types that use them, and what the start learned of the cluster.
package struct LaneSettings: Sendable {
  var commandTopic: String
  var guarantee: Guarantee
  var limits: TransactionLimits
  /// How long the cluster may refuse what a lane needs, on the lane's clock; nil: forever.
  var startDeadline: Int64?
  var patienceMilliseconds: Int64?
  /// nil: a dynamic member of the group.
  var instanceID: String?
  var sessionMilliseconds: Int64
  var clusterID: String
  /// How many partitions the command topic had at the start.
  var commandPartitions: Int32
  /// The largest result record, in bytes.
  var resultBytes: Int
  var onLostRecords: LostRecords
  var unreadable: BlockedPartitions.Policy

  /// What a lane does when commands were deleted before they were read.
  package enum LostRecords: Sendable { case goOn, hold, stop }

  package init(
    commandTopic: String, guarantee: Guarantee, limits: TransactionLimits, startDeadline: Int64? = nil,
    patienceMilliseconds: Int64? = nil, instanceID: String? = nil, sessionMilliseconds: Int64 = 10_000,
    clusterID: String, commandPartitions: Int32 = 1, resultBytes: Int, onLostRecords: LostRecords = .goOn,
    unreadable: BlockedPartitions.Policy = BlockedPartitions.Policy()
  ) {
    self.commandTopic = commandTopic
    self.guarantee = guarantee
    self.limits = limits
    self.startDeadline = startDeadline
    self.patienceMilliseconds = patienceMilliseconds
    self.instanceID = instanceID
    self.sessionMilliseconds = sessionMilliseconds
    self.clusterID = clusterID
    self.commandPartitions = commandPartitions
    self.resultBytes = resultBytes
    self.onLostRecords = onLostRecords
    self.unreadable = unreadable
  }
}
