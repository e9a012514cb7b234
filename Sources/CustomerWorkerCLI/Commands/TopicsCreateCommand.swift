import BulkOnboarding
import CustomerContract
import CustomerWorker
import Kafka
import Platform
import Settings

/// `topics create`: makes the topics of the settings; one that exists is an answer, not a fault.
struct TopicsCreateCommand {
  let invocation: Invocation

  func run(_ environment: ProgramEnvironment) throws -> ExitCode {
    let loaded = try SettingsLoading(environment: environment, invocation: invocation).loadForKafka()
    let settings = loaded.settings
    let names = [settings.topics.commands, settings.topics.accepted, settings.topics.rejected]
    var topics = names.map { name in
      NewTopic(
        name: name, partitions: Int32(invocation.integer(of: .partitions) ?? -1),
        replicationFactor: Int32(invocation.integer(of: .replication) ?? -1),
        configuration: invocation.pairs(of: .topicProperty))
    }
    topics.append(
      JobsTopic.newTopic(
        named: settings.jobsTopic, replicationFactor: Int32(invocation.integer(of: .replication) ?? -1),
        further: invocation.pairs(of: .topicProperty)))
    let connection = try ClusterConnection.reach(settings)
    let results: [CreateTopicResult]
    do throws(KafkaError) {
      results = try connection.admin.createTopics(topics, timeoutMilliseconds: Self.requestMilliseconds)
    } catch {
      throw ClusterError(error)
    }
    return try report(results, jobsTopic: settings.jobsTopic, connection.admin, environment)
  }

  private static let requestMilliseconds: Int32 = 30_000

  private func report(
    _ results: [CreateTopicResult], jobsTopic: String, _ admin: borrowing AdminClient, _ environment: ProgramEnvironment
  ) throws(StreamError) -> ExitCode {
    var code = ExitCode.success
    for result in results {
      guard let error = result.error else {
        try environment.write("\(result.topic): created\n")
        continue
      }
      if error.code == .topicAlreadyExists {
        try environment.write(
          "\(result.topic): \(existing(result.topic, result.topic == jobsTopic ? 1 : invocation.integer(of: .partitions), admin))\n"
        )
        continue
      }
      let refusal = ClusterError(error)
      environment.writeError("\(CommandTable.program): \(result.topic): \(refusal.message)\n\(refusal.remedy)\n")
      if code != .settings { code = refusal.exitCode }
    }
    return code
  }

  private func existing(_ topic: String, _ asked: Int?, _ admin: borrowing AdminClient) -> String {
    let counts = try? admin.partitionCounts(of: [topic], timeoutMilliseconds: Self.requestMilliseconds)
    guard let count = counts?.first, count.error == nil else { return "exists" }
    let difference = asked.map { $0 == Int(count.count) ? "" : ", not \($0)" } ?? ""
    return "exists with \(count.count) partition\(count.count == 1 ? "" : "s")\(difference); left as it is"
  }
}
