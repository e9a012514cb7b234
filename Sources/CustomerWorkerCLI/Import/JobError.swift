import BulkOnboarding
import Kafka
import Platform

/// The reason why the jobs topic does not give what is asked of it, and what to do about it.
enum JobError: ProgramError, Equatable {
  case unknown(JobName)
  case unfinished(JobName)
  /// A record of the job cannot be read.
  case unreadable(JobRecordError, topic: String)
  case refused(String, topic: String)
  case unavailable(String)

  init(_ error: any Error, topic: String) {
    switch error {
    case JobsTopicError.refused(let reason): self = .refused(reason, topic: topic)
    case JobsTopicError.unavailable(let reason): self = .unavailable(reason)
    case JobsTopicError.openTransaction: self = .unavailable("somebody's transaction on \(topic) stays open")
    case JobsTopicError.unreadableJob(let error): self = .unreadable(error, topic: topic)
    case JobsTopicError.stopped: self = .unavailable("ended before the answer")
    case let error as KafkaError:
      self = error.code.isTransient ? .unavailable("\(error)") : .refused("\(error)", topic: topic)
    default: self = .unavailable("\(error)")
    }
  }

  var text: String {
    let program = CommandTable.program
    return switch self {
    case .unknown(let name):
      "\(program): there is no job \(name)\nList them with `customer-worker job`; a job that was forgotten is gone.\n"
    case .unfinished(let name):
      "\(program): the job \(name) is not over\nWait for it with --wait, or end it with --cancel.\n"
    case .unreadable(let error, let topic):
      "\(program): a record of the job cannot be read: \(error)\n"
        + "Nothing was changed. To be rid of such a job, delete its records from \(topic): a record with the same key and no value does.\n"
    case .refused(let reason, let topic):
      "\(program): the topic \(topic) cannot be used: \(reason)\n"
        + "Make it with `customer-worker topics create`, or give this user Read and Write on it.\n"
    case .unavailable(let reason): "\(program): \(reason)\nTry again when the brokers are up.\n"
    }
  }

  var exitCode: ExitCode {
    switch self {
    case .unknown, .unreadable: .noInput
    case .unfinished: .usage
    case .refused: .settings
    case .unavailable: .temporaryFailure
    }
  }
}
