internal import Kafka
internal import Platform
internal import Settings

/// Transactions of anybody that keep records from their readers.
extension ClusterCheck {
  /// How many partitions a line names.
  private static let namedMaximum = 5

  /// Looks for partitions whose last stable offset stays behind their end: a transaction is open there, and whatever is
  /// behind its first record cannot be read.
  func askOpenTransactions(of topics: [Topic]) {
    guard !topics.isEmpty else { return }
    do throws(KafkaError) {
      let stable = try makeConsumer(isolation: "read_committed")
      let all = try makeConsumer(isolation: "read_uncommitted")
      let first = try openTransactions(of: topics.flatMap(partitions), stable, all)
      guard !first.isEmpty else { return reportOpen([], of: topics) }
      MonotonicClock.wait(milliseconds: hangingMilliseconds)
      let second = try openTransactions(of: Array(first.keys), stable, all)
      reportOpen(second.filter { first[$0.key] == $0.value }.map(\.key), of: topics)
    } catch {
      report(error, of: "transactions")
    }
  }

  private func partitions(of topic: Topic) -> [TopicPartition] {
    (0..<topic.partitions).map { TopicPartition(topic: topic.name, partition: $0) }
  }

  /// The last stable offsets of the partitions that have records behind it.
  private func openTransactions(
    of partitions: [TopicPartition], _ stable: borrowing Consumer, _ all: borrowing Consumer
  ) throws(KafkaError) -> [TopicPartition: Int64] {
    var open: [TopicPartition: Int64] = [:]
    for partition in partitions {
      let offset = try stable.watermarks(of: partition, timeoutMilliseconds: Self.questionMilliseconds).high
      let end = try all.watermarks(of: partition, timeoutMilliseconds: Self.questionMilliseconds).high
      if offset < end { open[partition] = offset }
    }
    return open
  }

  private func reportOpen(_ hanging: [TopicPartition], of topics: [Topic]) {
    let seconds = hangingMilliseconds / 1000
    for topic in topics {
      let numbers = hanging.filter { $0.topic == topic.name }.map(\.partition).sorted()
      guard !numbers.isEmpty else {
        report(ClusterFinding(.ok, topic.setting, "no transaction hangs in it"))
        continue
      }
      let named = numbers.prefix(Self.namedMaximum).map(String.init).joined(separator: ", ")
      let more = numbers.count > Self.namedMaximum ? " and \(numbers.count - Self.namedMaximum) more" : ""
      report(
        ClusterFinding(
          .warning, topic.setting,
          "a transaction has been open in partition \(named)\(more) for \(seconds) s or longer: what is behind it cannot be read;"
            + " `kafka-transactions.sh find-hanging` tells whose it is, and `abort` ends it"))
    }
  }
}
