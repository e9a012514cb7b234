import SeededRandomness

@testable import BulkOnboarding

/// Everything around the importers: Kafka, the workers, the clock and the chances.
struct World {
  let broker = ModelBroker()
  var generator: SeededGenerator
  var now: Int64 = 0
  /// One call in so many goes wrong; 0: none.
  var faults: Int
  /// The actions of all importers, where somebody wants to read them.
  var trace: [String]?
  /// The commands that a worker has read, by partition: their number.
  private var processed = [Int](repeating: 0, count: ModelBroker.partitions)
  private var decided: [String: Set<Int>] = [:]

  init(seed: UInt64, faults: Int) {
    generator = SeededGenerator(seed: seed)
    self.faults = faults
  }

  /// Lets the workers decide some of the committed commands.
  mutating func work() {
    for partition in 0..<ModelBroker.partitions {
      let (entries, _) = broker.read(.commands(partition))
      let count = min(entries.count, processed[partition] + Int.random(in: 0...4, using: &generator))
      for (_, entry) in entries[min(processed[partition], count)..<count] {
        let parts = String(decoding: entry.key, as: UTF8.self).split(separator: "/")
        if let row = Int(parts[1]) { decided[String(parts[0]), default: []].insert(row) }
      }
      processed[partition] = max(processed[partition], count)
    }
  }

  func answers(to job: JobName) -> Set<Int> { decided[job.text] ?? [] }

  /// Whether every command is decided.
  func isSettled(_ job: JobName) -> Bool {
    (0..<ModelBroker.partitions).allSatisfy {
      let (entries, isWhole) = broker.read(.commands($0))
      return isWhole && processed[$0] == entries.count
    }
  }

  /// The rows of a job in the command topic, as a reader of committed records finds them.
  func committedRows(of job: JobName) -> [Int] {
    (0..<ModelBroker.partitions).flatMap { partition in
      broker.read(.commands(partition)).entries.compactMap { _, entry -> Int? in
        let parts = String(decoding: entry.key, as: UTF8.self).split(separator: "/")
        return parts[0] == job.text ? Int(parts[1]) : nil
      }
    }
  }

  func account(of job: JobName, _ file: ModelFile) -> JobAccount {
    var account = JobAccount()
    let answers = answers(to: job)
    account.rows = file.summary.rows
    account.blank = file.summary.rows - file.sendable.count
    account.sent = committedRows(of: job).count
    account.rejected = answers.count { $0 % 10 == 0 }
    account.accepted = answers.count - account.rejected
    return account
  }
}
