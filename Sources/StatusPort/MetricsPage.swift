internal import CustomerContract
public import CustomerWorker
public import Platform
internal import Telemetry

/// The page `/metrics`: a worker's status as samples of the table of metrics.
public enum MetricsPage {
  public static let contentType = MetricsText.contentType

  /// - Parameters:
  ///   - now: the monotonic clock.
  ///   - timestamp: the time of day, in milliseconds since 1970.
  ///   - process: what the operating system says of the process; what it does not say is left out.
  public static func text(
    of status: WorkerStatus, process: ProcessUsage, now: Int64, timestamp: Int64
  ) -> String {
    var page = MetricsText()
    page.add(.buildInfo, [([status.version, status.librdkafka], 1)])
    page.add(.info, [([status.group, status.topics.commands], 1)])
    page.add(.ready, Health(of: status, now: now).isReady ? 1 : 0)
    addResults(status.counters, to: &page)
    addTransactions(status, to: &page)
    addPartitions(status, now: now, timestamp: timestamp, to: &page)
    addGroup(status, to: &page)
    addLatencies(status.counters, to: &page)
    addProcess(process, startedTimestamp: status.startedTimestamp, to: &page)
    return page.text
  }

  private static func addResults(_ counters: LaneCounters, to page: inout MetricsText) {
    page.add(.accepted, Double(counters.accepted))
    page.add(.rejected, counters.rejected.all.map { ([$0.code.rawValue], Double($0.count)) })
    page.add(.errors, counters.errors.all.map { ([$0.code.rawValue], Double($0.count)) })
    page.add(.lostCommands, Double(counters.lostCommands))
    page.add(
      .unreadableBatches,
      [(["compression"], Double(counters.undecodableBatches)), (["checksum"], Double(counters.corruptBatches))])
  }

  private static func addTransactions(_ status: WorkerStatus, to page: inout MetricsText) {
    let counters = status.counters
    page.add(
      .transactionOutcomes,
      [
        (["committed"], Double(counters.committedTransactions)), (["aborted"], Double(counters.abortedTransactions)),
        (["unknown"], Double(counters.unknownTransactions)),
      ])
    page.add(.undoneStreak, Double(status.lanes.map(\.undoneStreak).max() ?? 0))
  }

  private static func addPartitions(
    _ status: WorkerStatus, now: Int64, timestamp: Int64, to page: inout MetricsText
  ) {
    let partitions = status.partitions.map(\.status)
    func add(_ metric: Metric, _ value: (PartitionStatus) -> Double?) {
      page.add(metric, partitions.compactMap { status in value(status).map { (["\(status.partition)"], $0) } })
    }
    add(.waitingRecords) { $0.waitingRecords(now: now).map(Double.init) }
    add(.waitingSeconds) { seconds($0.waitingMilliseconds(now: now, timestamp: timestamp)) }
    add(.unstableSeconds) { seconds($0.unstableMilliseconds(now: now)) }
    add(.lastCommit) { seconds($0.committedTimestamp) }
  }

  private static func addGroup(_ status: WorkerStatus, to page: inout MetricsText) {
    let partitions = status.partitions.map(\.status)
    page.add(.lanes, Double(status.lanes.count))
    page.add(.partitionsOwned, Double(partitions.count))
    page.add(.commandPartitions, status.commandPartitions.map(Double.init))
    page.add(.partitionsHeld, Double(partitions.count { $0.block?.isHeld == true }))
    page.add(.rebalances, Double(status.counters.rebalances))
    page.add(.throttle, (status.lanes.map(\.throttleMilliseconds).max() ?? 0) / 1000)
    page.add(.certificateExpiry, status.certificates.map { ([$0.kind.rawValue], Double($0.timestampSeconds)) })
  }

  private static func addLatencies(_ counters: LaneCounters, to page: inout MetricsText) {
    page.add(.decideSeconds, counters.decideSeconds)
    page.add(.transactionSeconds, counters.transactionSeconds)
    page.add(.commitSeconds, counters.commitSeconds)
    page.add(.commandToCommit, counters.commandToCommit)
    page.add(.clockAhead, Double(counters.clockAhead))
    let keys = counters.sampledKeys
    page.add(
      .sampledKeys,
      [(["murmur2"], Double(keys.murmur2)), (["crc32"], Double(keys.crc32)), (["neither"], Double(keys.neither))])
  }

  private static func addProcess(_ process: ProcessUsage, startedTimestamp: Int64, to page: inout MetricsText) {
    page.add(.cpuSeconds, process.cpuSeconds)
    page.add(.residentMemory, process.residentBytes.map(Double.init))
    page.add(.virtualMemory, process.virtualBytes.map(Double.init))
    page.add(.openFiles, process.openFiles.map(Double.init))
    page.add(.filesMaximum, process.filesMaximum.map(Double.init))
    page.add(.threads, process.threads.map(Double.init))
    page.add(.startTime, Double(startedTimestamp) / 1000)
  }

  private static func seconds(_ milliseconds: Int64?) -> Double? {
    milliseconds.map { Double($0) / 1000 }
  }
}
