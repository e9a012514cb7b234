internal import CustomerContract
internal import Kafka
internal import Settings

/// The topics and their settings.
extension ClusterCheck {
  /// A topic of the settings that the cluster has.
  struct Topic {
    /// The setting that names it.
    let setting: String
    let name: String
    let partitions: Int32
    /// Whether results are written to it; else commands are read from it.
    let isForResults: Bool
  }

  /// A day: what a worker may be away for without a loss that surprises.
  private static let retentionMilliseconds = 86_400_000

  /// Asks for the topics; returns those that can be used.
  func askTopics(_ admin: borrowing AdminClient) -> [Topic] {
    let topics = settings.topics
    let names = [
      ("topics.commands", topics.commands), ("topics.accepted", topics.accepted), ("topics.rejected", topics.rejected),
    ]
    var found: [Topic] = []
    for (setting, name) in names {
      do throws(KafkaError) {
        let answers = try admin.partitionCounts(of: [name], timeoutMilliseconds: Self.questionMilliseconds)
        guard let answer = answers.first else { continue }
        if let error = answer.error { throw error }
        let topic = Topic(
          setting: setting, name: name, partitions: answer.count, isForResults: setting != "topics.commands")
        found.append(topic)
        report(ClusterFinding(.ok, setting, "\(name) has \(count(Int(answer.count), "partition"))"))
      } catch {
        let remedy =
          error.code == .topicAuthorizationFailed
          ? "give the user \(setting == "topics.commands" ? "Read" : "Write") on the topic"
          : "make it with `customer-worker topics create`, or correct the name"
        report(
          ClusterFinding(
            error.code.isTransient ? .noAnswer : .fault, setting, "\(name) cannot be used (\(error)); \(remedy)"))
      }
    }
    return found
  }

  /// Asks for the settings of the topics. A cluster that does not answer is not asked again.
  func askTopicSettings(_ admin: borrowing AdminClient, of topics: [Topic]) {
    var silence: String?
    for topic in topics {
      if let silence {
        report(ClusterFinding(.notChecked, topic.setting, silence))
        continue
      }
      do throws(KafkaError) {
        let values = try admin.topicConfiguration(topic.name, timeoutMilliseconds: 3000)
        judge(values, of: topic).forEach(report)
      } catch {
        let text = "the settings of the topic cannot be read (\(error))"
        if error.code.isTransient { silence = text }
        report(
          ClusterFinding(
            .notChecked, topic.setting,
            error.code.isTransient ? text : "\(text); with DescribeConfigs on \(topic.name) they can"))
      }
    }
  }

  func judge(_ values: [String: String], of topic: Topic) -> [ClusterFinding] {
    var findings = [cleanup(values, of: topic)]
    if topic.isForResults {
      findings.append(size(values, of: topic))
    } else {
      findings.append(retention(values, of: topic))
    }
    return findings
  }

  private func cleanup(_ values: [String: String], of topic: Topic) -> ClusterFinding {
    let policy = values["cleanup.policy"] ?? "delete"
    guard policy.split(separator: ",").contains("compact") else {
      return ClusterFinding(.ok, topic.setting, "its cleanup.policy is \(policy)")
    }
    return topic.isForResults
      ? ClusterFinding(
        .fault, topic.setting,
        "its cleanup.policy is \(policy), which refuses the result of a command without a key; set it to delete")
      : ClusterFinding(
        .warning, topic.setting,
        "its cleanup.policy is \(policy): of commands with one key only the last is sure to be read; set it to delete")
  }

  private func size(_ values: [String: String], of topic: Topic) -> ClusterFinding {
    guard let bytes = values["max.message.bytes"].flatMap(Int.init) else {
      return ClusterFinding(.notChecked, topic.setting, "the brokers do not say its max.message.bytes")
    }
    let limit = settings.results.resultBytes
    if bytes < ResultSize.minimum {
      return ClusterFinding(
        .fault, topic.setting, "its max.message.bytes is \(bytes); set it to \(ResultSize.minimum) bytes or more")
    }
    return bytes < limit
      ? ClusterFinding(
        .warning, topic.setting,
        "its max.message.bytes is \(bytes), below limits.resultBytes (\(limit)): larger results leave the command out; raise it"
      )
      : ClusterFinding(.ok, topic.setting, "it takes results of \(limit) bytes (limits.resultBytes)")
  }

  private func retention(_ values: [String: String], of topic: Topic) -> ClusterFinding {
    let milliseconds = values["retention.ms"].flatMap(Int.init) ?? -1
    let bytes = values["retention.bytes"].flatMap(Int.init) ?? -1
    if milliseconds >= 0, milliseconds < Self.retentionMilliseconds {
      return ClusterFinding(
        .warning, topic.setting,
        "its retention.ms is \(milliseconds): commands that wait longer are deleted unread; raise it to a day or more")
    }
    if bytes >= 0 {
      return ClusterFinding(
        .warning, topic.setting,
        "its retention.bytes is \(bytes) a partition: commands behind that many bytes are deleted unread, however new they are; set it to -1"
      )
    }
    return ClusterFinding(
      .ok, topic.setting, milliseconds < 0 ? "it keeps commands forever" : "its retention.ms is \(milliseconds)")
  }
}
