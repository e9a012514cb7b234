internal import Crdkafka

/// An operation on a topic, a group or the cluster, as access control lists name it.
public enum ResourceOperation: String, Sendable, CaseIterable {
  case read = "Read"
  case write = "Write"
  case create = "Create"
  case delete = "Delete"
  case alter = "Alter"
  case describe = "Describe"
  case clusterAction = "ClusterAction"
  case describeConfigs = "DescribeConfigs"
  case alterConfigs = "AlterConfigs"
  case idempotentWrite = "IdempotentWrite"

  /// Nil for an operation that only newer brokers know.
  init?(_ operation: rd_kafka_AclOperation_t) {
    switch operation {
    case RD_KAFKA_ACL_OPERATION_READ: self = .read
    case RD_KAFKA_ACL_OPERATION_WRITE: self = .write
    case RD_KAFKA_ACL_OPERATION_CREATE: self = .create
    case RD_KAFKA_ACL_OPERATION_DELETE: self = .delete
    case RD_KAFKA_ACL_OPERATION_ALTER: self = .alter
    case RD_KAFKA_ACL_OPERATION_DESCRIBE: self = .describe
    case RD_KAFKA_ACL_OPERATION_CLUSTER_ACTION: self = .clusterAction
    case RD_KAFKA_ACL_OPERATION_DESCRIBE_CONFIGS: self = .describeConfigs
    case RD_KAFKA_ACL_OPERATION_ALTER_CONFIGS: self = .alterConfigs
    case RD_KAFKA_ACL_OPERATION_IDEMPOTENT_WRITE: self = .idempotentWrite
    default: return nil
    }
  }
}
