internal import CustomerWorker
internal import Kafka

/// The side consumer, on the model.
extension ModelClients {
  func startAside(_ position: PartitionOffset) throws(KafkaError) {
    spend(1)
    if world.chance(world.faults.consumerFailed) { throw error(.transport, isRetriable: true) }
    side = position
    world.record(.readAside)
  }

  func pollAside(timeoutMilliseconds: Int32) -> SideSignal<ModelRecord> {
    guard let position = side else { return .failed(error(.state)) }
    let index = Int(position.partition)
    let partition = world.cluster.partitions[index]
    if world.chance(world.faults.consumerFailed / 2) { return .failed(error(.transport)) }
    if position.offset < partition.low { return .failed(error(.autoOffsetReset)) }
    let offset = partition.command(from: position.offset)
    if offset > position.offset { world.record(.holePassedAside) }
    guard offset < partition.high else {
      spend(1)
      return .end(offset: offset)
    }
    if world.chance(200) {
      spend(Int64(timeoutMilliseconds))
      return .nothing
    }
    if let batch = world.cluster.badBatch(index, offset) {
      let base = batch.offsets.lowerBound
      switch batch.kind {
      case .large: break
      case .undecodable: return .undecodable(base: base, error(.badCompression))
      case .corrupt: if !world.isMended { return .corrupt(base: base, error(.badMessage)) }
      }
    }
    side = PartitionOffset(partition: position.partition, offset: offset + 1)
    return .record(ModelRecord(PartitionOffset(partition: position.partition, offset: offset)))
  }

  func searchBatchEnd(
    _ search: inout BatchEndSearch, of partition: Int32, timeoutMilliseconds: Int32
  ) throws(KafkaError) {
    spend(1)
    if world.chance(world.faults.consumerFailed) { throw error(.transport) }
    guard let offset = search.probe, !world.chance(200) else { return }
    let batch = world.cluster.badBatch(Int(partition), offset)
    search.answered(isInside: batch?.offsets.lowerBound == search.base)
  }

  func lastStableOffset(of partition: Int32, timeoutMilliseconds: Int32) throws(KafkaError) -> Int64 {
    if world.chance(world.faults.consumerFailed) { throw error(.transport) }
    return world.cluster.partitions[Int(partition)].high
  }

  func closeAside() { side = nil }
}
