internal import CustomerContract
internal import Kafka
internal import Platform
internal import Settings

/// The group, the transactional ids, and what the user may do.
extension ClusterCheck {
  /// Reads the end of the command topic and the group's offset, and asks for the group's protocol.
  ///
  /// Returns whether the group's coordinator has answered.
  func askReading(_ topics: [Topic]) -> Bool {
    guard topics.contains(where: { !$0.isForResults }) else {
      for subject in ["topics.commands", "kafka.groupId"] {
        report(ClusterFinding(.notChecked, subject, "reading it needs the topic"))
      }
      return false
    }
    do throws(KafkaError) {
      var rights = try RightsCheck(settings)
      let deadline = MonotonicClock.milliseconds() + Int64(Self.questionMilliseconds)
      var refusal: String?
      repeat {
        refusal = rights.refusal(timeoutMilliseconds: 2000)
      } while refusal == nil && !(rights.hasReadGroup && rights.hasReadTopic)
        && MonotonicClock.milliseconds() < deadline
      // What is neither the topic's nor the group's is the connection's, and stands with the first of them.
      let isOther = rights.topicProblem == nil && rights.groupProblem == nil
      reportReading(
        "topics.commands", rights.hasReadTopic, isOther ? refusal : rights.topicProblem, "its end can be read")
      reportReading("kafka.groupId", rights.hasReadGroup, rights.groupProblem, "the offsets of \(group) can be read")
      if rights.groupProblem == nil { try askProtocol() }
      return rights.hasReadGroup
    } catch {
      report(error, of: "kafka.groupId")
      return false
    }
  }

  private var group: String { settings.kafka.groupId }

  private func reportReading(_ subject: String, _ isRead: Bool, _ problem: String?, _ text: String) {
    if let problem {
      report(ClusterFinding(.fault, subject, problem.replacing("\(subject): ", with: "")))
    } else if isRead {
      report(ClusterFinding(.ok, subject, text))
    } else {
      report(ClusterFinding(.noAnswer, subject, "no answer came; try again when the brokers are up"))
    }
  }

  /// Members that use another assignor, or use the group for something else, do not let a lane in.
  private func askProtocol() throws(KafkaError) {
    let consumer = try makeConsumer(isolation: "read_committed")
    do throws(KafkaError) {
      let found = try consumer.groupProtocol(timeoutMilliseconds: Self.questionMilliseconds)
      report(found.map(judge) ?? ClusterFinding(.ok, "kafka.groupId", "\(group) has no members"))
    } catch {
      // An embedded cluster lists no groups.
      guard error.code == .unsupportedFeature else { throw error }
      report(ClusterFinding(.notChecked, "kafka.groupId", "the brokers do not list the members of \(group)"))
    }
  }

  func judge(_ found: GroupProtocol) -> ClusterFinding {
    let ours = settings.kafka.assignmentStrategy
    let members = "\(group) has \(count(found.members, "member"))"
    if found.type != "consumer" {
      return ClusterFinding(
        .fault, "kafka.groupId", "\(members) of the type \(found.type); take another name for the group")
    }
    if found.name.isEmpty { return ClusterFinding(.ok, "kafka.groupId", "\(members), and is being rebalanced") }
    return ours.contains(found.name)
      ? ClusterFinding(.ok, "kafka.groupId", "\(members), with the assignor \(found.name)")
      : ClusterFinding(
        .fault, "kafka.groupId",
        "\(members), with the assignor \(found.name), and not \(ours.joined(separator: " or "));"
          + " give all members the same kafka.assignmentStrategy, or take another name for the group")
  }

  func makeConsumer(isolation: String) throws(KafkaError) -> Consumer {
    let properties: ClientConfiguration
    do throws(ConfigurationError) {
      var consumer = try ClientProperties.consumer(settings)
      try consumer.set("isolation.level", isolation)
      properties = consumer
    } catch {
      throw KafkaError(code: .invalidConfiguration, message: error.description)
    }
    return try Consumer(properties, groupID: group)
  }

  /// Takes a transactional id that no lane has, as a lane takes its own; writes nothing.
  func askTransactions() {
    let subject = "transactional.id"
    guard settings.processing.guarantee == .exactlyOnce else {
      report(ClusterFinding(.notChecked, subject, "processing.guarantee is at_least_once, which uses none"))
      return
    }
    let id = "\(group)-check"
    do throws(KafkaError) {
      let properties: ClientConfiguration
      do throws(ConfigurationError) {
        properties = try ClientProperties.producer(
          settings, transactionalID: id, resultBytes: settings.results.resultBytes, isIsolating: false)
      } catch {
        throw KafkaError(code: .invalidConfiguration, message: error.description)
      }
      var producer = try Producer(properties)
      try producer.initTransactions(timeoutMilliseconds: Self.questionMilliseconds)
      report(
        ClusterFinding(
          .ok, subject, "\(id) can be used, with a time-out of \(settings.transaction.timeoutMs) ms"))
    } catch {
      report(error, of: subject)
    }
  }

  /// Compares what the brokers let the user do with what the worker does.
  ///
  /// - Parameter group: whether the group's coordinator has answered.
  func askRights(_ admin: borrowing AdminClient, to topics: [Topic], group mayAskGroup: Bool) {
    guard AdminClient.canAskForRights else {
      report(
        ClusterFinding(
          .notChecked, "rights",
          "librdkafka \(Librdkafka.version) cannot ask for them, 2.3.0 and newer can; the user must have: \(neededRights)"
        ))
      return
    }
    for topic in topics {
      let needed: [ResourceOperation] = topic.isForResults ? [.write] : [.read]
      reportRights(topic.setting, "topic \(topic.name)", needed) { () throws(KafkaError) in
        try admin.rights(toTopic: topic.name, timeoutMilliseconds: Self.questionMilliseconds)
      }
    }
    guard mayAskGroup else { return }
    reportRights("kafka.groupId", "group \(group)", [.read]) { () throws(KafkaError) in
      // The library ends the process if the coordinator lets it wait; so it waits longer than anybody reads.
      try admin.rights(toGroup: group, timeoutMilliseconds: 60_000)
    }
  }

  private func reportRights(
    _ subject: String, _ resource: String, _ needed: [ResourceOperation],
    _ ask: () throws(KafkaError) -> Set<ResourceOperation>?
  ) {
    do throws(KafkaError) {
      guard let rights = try ask() else {
        report(ClusterFinding(.notChecked, subject, "the brokers do not say what the user may do with \(resource)"))
        return
      }
      let missing = needed.filter { !rights.contains($0) }.map(\.rawValue)
      report(
        missing.isEmpty
          ? ClusterFinding(
            .ok, subject, "the user has \(needed.map(\.rawValue).joined(separator: ", ")) on \(resource)")
          : ClusterFinding(
            .fault, subject, "the user lacks \(missing.joined(separator: ", ")) on \(resource); give it to the user"))
    } catch {
      if error.isRetriable || error.code.isTransient {
        report(ClusterFinding(.notChecked, subject, "the rights to \(resource) cannot be asked for (\(error))"))
      } else {
        report(error, of: subject)
      }
    }
  }

  /// What the user must have, in words.
  var neededRights: String {
    let topics = settings.topics
    var rights = [
      "Read on topic \(topics.commands)", "Write on topics \(topics.accepted) and \(topics.rejected)",
      "Read on group \(group)",
    ]
    if settings.processing.guarantee == .exactlyOnce {
      rights.append("Write on transactional ids with the prefix \(group)-")
    }
    return rights.joined(separator: ", ")
  }
}
