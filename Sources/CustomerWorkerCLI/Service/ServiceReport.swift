import CustomerWorker
import Platform

/// What systemd is told of a worker: a value that takes its status again and again, and gives what there is to say.
struct ServiceReport {
  /// How long a start may go on, from each report on. Only a worker that does not report is late.
  private static let startMilliseconds: Int64 = 30_000

  private var hasBeenReady = false
  private var isStopping = false
  private var text = ""

  /// - Parameter now: on the monotonic clock.
  mutating func messages(for status: WorkerStatus, now: Int64) -> [SystemdNotifier.Message] {
    let health = Health(of: status, now: now)
    var messages: [SystemdNotifier.Message] = []
    if case .stopping = status.phase {
      if !isStopping { messages.append(.stopping) }
      isStopping = true
    } else if health.isReady {
      if !hasBeenReady { messages.append(.ready) }
      hasBeenReady = true
    } else if !hasBeenReady, health.isAlive {
      messages.append(.extendTimeout(milliseconds: Self.startMilliseconds))
    }
    if health.isAlive { messages.append(.watchdog) }
    let text = Self.text(status, health, now: now)
    if text != self.text { messages.append(.status(text)) }
    self.text = text
    return messages
  }

  /// The line that `systemctl status` shows.
  private static func text(_ status: WorkerStatus, _ health: Health, now: Int64) -> String {
    if let problem = (health.livenessProblems + health.readinessProblems).first {
      let others = health.livenessProblems.count + health.readinessProblems.count - 1
      // Without its duration, which would make each report another one.
      return HealthProblem(lane: problem.lane, partition: problem.partition, problem.text).line(now: now)
        + (others > 0 ? ", and \(others) more" : "")
    }
    let partitions = status.partitions.map(\.status)
    let waiting = partitions.map { $0.waitingRecords(now: now) }
    // A number that is not known is not 0.
    let sum = waiting.contains(nil) ? "an unknown number of" : Int(waiting.compactMap(\.self).reduce(0, +)).grouped
    let rate = Int((status.rates.accepted + status.rates.rejected).rounded()).grouped
    return
      "\(partitions.count) partition\(partitions.count == 1 ? "" : "s"), \(sum) commands waiting, \(rate) results/s"
  }
}
