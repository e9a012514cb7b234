import BulkOnboarding
import Platform

/// What the user reads when an import does not begin or does not come to its end.
enum ImportMessages {
  /// Nil where it was said already.
  static func text(_ refusal: ImportRefusal, _ job: JobName) -> String? {
    let program = CommandTable.program
    return switch refusal {
    case .file: nil
    case .noSuchJob:
      "\(program): there is no job \(job) to resume\nBegin it with `customer-worker import --job \(job) FILE`, or list the jobs with `customer-worker job`."
    case .otherFile(let other):
      "\(program): the job \(job) imports another file, \(other.opened.file.name.printable()) of \(other.opened.file.bytes.grouped) bytes\nGive it that file, or give this file another --job."
    case .otherOptions:
      "\(program): the job \(job) was begun with other options for its rows\nLeave the options out, as a resume takes those of its beginning."
    case .otherDestination:
      "\(program): the job \(job) was begun for other topics, another group or another workspace\nGive the settings and the workspace that it was begun with."
    case .beingImported(let other):
      "\(program): the file is being imported as \(other.name) since \(time(other.opened.run.startedAt)), on \(other.run.host.printable())\nWait for it with `customer-worker job \(other.name) --wait`, or give --again."
    case .importedBefore(let other):
      "\(program): the file was imported as \(other.name) on \(time(other.opened.run.startedAt))\nGive --again to send it once more: equal rows become the same customers."
    case .unreadableJob(let error): "\(program): the job \(job) cannot be read: \(error)"
    }
  }

  static func text(_ interruption: ImportInterruption, _ job: JobName) -> String {
    switch interruption {
    case .stopped: "Stopped; what was sent is committed."
    case .timedOut: "Nothing has moved for as long as --timeout-seconds allows."
    case .replaced(let run?):
      "Another process goes on with the job, on \(run.host.printable()) since \(time(run.startedAt))."
    case .replaced(nil): "Another process has taken the job over."
    case .jobsUnreadable: "Somebody's transaction on the jobs topic has stayed open for a minute."
    case .fileChanged: "The file is not the one that the job was begun with: it was changed, or it is another one."
    case .failed(let reason): reason
    case .filesFailed(let reason): "The result files are not written: \(reason)"
    }
  }

  /// - Parameter call: the call of the library that does not come back.
  static func text(_ call: String, seconds: Int64, _ resumeLine: String?) -> String {
    "\n\(CommandTable.program): librdkafka has not come back from \(call) for \(seconds) s (watchdog.seconds), and the import ends\n"
      + (resumeLine.map { "Go on with:\n  \($0)\n" } ?? "")
  }

  private static func time(_ milliseconds: Int64) -> String { UTCTimestamp(milliseconds: milliseconds).description }
}
