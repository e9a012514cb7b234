/// The names of decisions and of customers. Consumers store them: neither namespace nor form ever changes.
///
/// `ResultIdentityTests` has test vectors. Mutating where nothing changes, for the reason that `CommandDecider` gives.
struct ResultIdentity: ~Copyable {
  /// `5b6e1f3c-7d0a-4c52-9a7e-2f41c8d3b096`: decisions (`ce_id`).
  static let decisions = UUIDValue(high: 0x5B6E_1F3C_7D0A_4C52, low: 0x9A7E_2F41_C8D3_B096)
  /// `c2a9d7e4-18b3-4f6d-8e05-93ab6c7f1d28`: customers (`customerId`).
  static let customers = UUIDValue(high: 0xC2A9_D7E4_18B3_4F6D, low: 0x8E05_93AB_6C7F_1D28)

  private let decisionsStart = UUIDv5(namespace: Self.decisions)
  private let customersStart = UUIDv5(namespace: Self.customers)
  /// The cluster and the topic of the last decision, which are mostly the next one's too, and the hash of both.
  private var clusterID = ""
  private var topic = ""
  private var topicStart: UUIDv5?
  private var digits = PositionDigits()
  /// A longer workspace is not copied on its way to the hash.
  private static let workspaceBytes = 64

  /// What a decision is known by.
  struct DecisionName {
    /// `ce_id`
    let id: UUIDValue
    /// They hold until the next decision is named.
    let digits: PositionDigits.Written
  }

  /// Names the decision about a record.
  ///
  /// The name is `clusterId NUL topic NUL partition NUL offset NUL timestamp`, numbers in decimal, -1 for no timestamp.
  mutating func decision(at position: RecordPosition, clusterID: String) -> DecisionName {
    var hash = topicStart ?? decisionsStart
    if topicStart == nil || clusterID != self.clusterID || position.topic != topic {
      hash = decisionsStart
      hash.add(Array(clusterID.utf8))
      hash.addZero()
      hash.add(Array(position.topic.utf8))
      hash.addZero()
      (self.clusterID, topic, topicStart) = (clusterID, position.topic, hash)
    }
    let written = digits.write(position)
    hash.add(written.name)
    return DecisionName(id: hash.finish(), digits: written)
  }

  /// What a customer is known by: the first of these that its command has.
  enum CustomerName {
    /// The header `idempotency-key`.
    case key([UInt8])
    case event(source: [UInt8], id: [UInt8])
    /// The decision's own name: each command makes a customer of its own.
    case record(UUIDValue)
  }

  /// Names a customer: `workspace NUL kind NUL identity`. The workspace is the command's, else the one that was filled in, else
  /// empty.
  mutating func customer(_ name: CustomerName, workspace: PaddedBytes?, filledIn: [UInt8]?) -> UUIDValue {
    var hash = customersStart
    unsafe withUnsafeTemporaryAllocation(byteCount: Self.workspaceBytes + 64, alignment: 1) { memory in
      var writer = ArenaWriter(memory)
      if let workspace, workspace.count <= Self.workspaceBytes {
        writer.append(workspace)
      } else if let workspace {
        hash.add(workspace.bytes)
      } else if let filledIn {
        hash.add(filledIn)
      }
      writer.append(UInt8(0))
      switch name {
      case .key: writer.append("key")
      case .event: writer.append("event")
      case .record: writer.append("record")
      }
      writer.append(UInt8(0))
      if case .record(let decision) = name { writer.append(decision) }
      hash.add(writer.slice(from: 0))
    }
    switch name {
    case .key(let key): hash.add(key)
    case .event(let source, let id):
      hash.add(source)
      hash.addZero()
      hash.add(id)
    case .record: break
    }
    return hash.finish()
  }
}
