internal import CustomerContract
internal import Kafka
internal import Settings

/// What `import` needs beyond a worker. Nothing of it is a fault: workers do without it, and imports may have another user.
extension ClusterCheck {
  private static let subject = "topics.jobs"

  func askImports(_ admin: borrowing AdminClient, to topics: [Topic]) {
    let name = settings.jobsTopic
    do throws(KafkaError) {
      let answers = try admin.partitionCounts(of: [name], timeoutMilliseconds: Self.questionMilliseconds)
      guard let answer = answers.first else { return }
      if let error = answer.error { throw error }
      report(judge(jobsPartitions: Int(answer.count)))
    } catch {
      return report(ClusterFinding(.notChecked, Self.subject, jobsProblem(error)))
    }
    askJobsCleanup(admin)
    askImportRights(admin, to: topics)
  }

  /// What it means that the jobs topic cannot be looked at.
  func jobsProblem(_ error: KafkaError) -> String {
    let name = settings.jobsTopic
    if error.code == .topicAuthorizationFailed {
      return "the user may not look at \(name), which only imports need"
    }
    if error.code.isTransient { return "nobody says whether \(name) is there (\(error))" }
    return "\(name) is not there, which only imports need; make it with `customer-worker topics create`"
  }

  func judge(jobsPartitions count: Int) -> ClusterFinding {
    let text = "\(settings.jobsTopic) has \(self.count(count, "partition"))"
    return count == 1
      ? ClusterFinding(.ok, Self.subject, text)
      : ClusterFinding(
        .warning, Self.subject,
        "\(text), and imports use the first alone; make it again with `customer-worker topics create`")
  }

  private func askJobsCleanup(_ admin: borrowing AdminClient) {
    do throws(KafkaError) {
      let values = try admin.topicConfiguration(settings.jobsTopic, timeoutMilliseconds: 3000)
      report(judge(jobsCleanup: values["cleanup.policy"] ?? "delete"))
    } catch {
      report(ClusterFinding(.notChecked, Self.subject, "the settings of the topic cannot be read (\(error))"))
    }
  }

  func judge(jobsCleanup policy: String) -> ClusterFinding {
    policy == "compact"
      ? ClusterFinding(.ok, Self.subject, "its cleanup.policy is compact")
      : ClusterFinding(
        .warning, Self.subject,
        "its cleanup.policy is \(policy): the records of jobs are deleted before their jobs end; set it to compact")
  }

  // MARK: Rights

  /// What the user of an import must have.
  private var importRights: [(topic: String, needed: [ResourceOperation])] {
    let topics = settings.topics
    return [
      (topics.commands, [.write]), (settings.jobsTopic, [.read, .write]), (topics.accepted, [.read]),
      (topics.rejected, [.read]),
    ]
  }

  private func askImportRights(_ admin: borrowing AdminClient, to topics: [Topic]) {
    let needed = importRights
    let prefix = "\(settings.kafka.groupId)/import/"
    guard AdminClient.canAskForRights else {
      let words = needed.map { "\($0.needed.map(\.rawValue).joined(separator: " and ")) on topic \($0.topic)" }
      return report(
        ClusterFinding(
          .notChecked, "import",
          "the user of an import must have: \(words.joined(separator: ", ")), Describe on group \(settings.kafka.groupId),"
            + " Write on transactional ids with the prefix \(prefix)"))
    }
    var missing: [String] = []
    do throws(KafkaError) {
      for (topic, needed) in needed where topic == settings.jobsTopic || topics.contains(where: { $0.name == topic }) {
        guard let rights = try admin.rights(toTopic: topic, timeoutMilliseconds: Self.questionMilliseconds) else {
          return report(ClusterFinding(.notChecked, "import", "the brokers do not say what the user may do"))
        }
        let lacking = needed.filter { !rights.contains($0) }.map(\.rawValue)
        if !lacking.isEmpty { missing.append("\(lacking.joined(separator: " and ")) on topic \(topic)") }
      }
    } catch {
      return report(ClusterFinding(.notChecked, "import", "the rights cannot be asked for (\(error))"))
    }
    report(judge(missingImportRights: missing))
  }

  func judge(missingImportRights missing: [String]) -> ClusterFinding {
    missing.isEmpty
      ? ClusterFinding(.ok, "import", "the user has the rights of an import on all four topics")
      : ClusterFinding(
        .ok, "import", "a worker needs no more; to import, the user would also need \(missing.joined(separator: ", "))")
  }
}
