import CustomerWorker
import Kafka
import Settings

/// A client for questions to the cluster, and the wait for its first broker.
struct ClusterConnection: ~Copyable {
  let client: AdminClient
  private let servers: String

  init(_ settings: WorkerSettings) throws {
    var configuration = ClientConfiguration()
    try configuration.set("bootstrap.servers", settings.kafka.bootstrapServers)
    for (name, value) in settings.kafka.properties.sorted(by: { $0.key < $1.key }) {
      try configuration.set(name, value)
    }
    do {
      client = try AdminClient(configuration)
    } catch {
      throw ClusterError(
        exitCode: .settings, message: "librdkafka refuses the settings: \(error.message)",
        remedy: "Run \"\(CommandTable.program) check-config\" and correct kafka.properties.")
    }
    servers = settings.kafka.bootstrapServers
  }

  /// Waits until a broker has answered.
  /// - Parameter deadlineSeconds: 0 waits for ever.
  func reach(_ deadlineSeconds: Int) throws {
    let deadline = deadlineSeconds == 0 ? Int64.max : MonotonicClock.milliseconds() + Int64(deadlineSeconds) * 1000
    var lastWord: String?
    var isRefused = false
    while true {
      let left = min(deadline - MonotonicClock.milliseconds(), 2000)
      if left > 0, let count = try? client.brokerCount(timeoutMilliseconds: Int32(left)), count > 0 { return }
      client.drainLog { line in
        lastWord = line.message
        isRefused = isRefused || line.isAuthenticationFailure
      }
      if left <= 0 { break }
    }
    let said = lastWord.map { ": \($0)" } ?? ""
    throw isRefused
      ? ClusterError(
        exitCode: .settings, message: "\(servers) refuses this client\(said)",
        remedy: "Check the security, sasl and ssl properties among kafka.properties.")
      : ClusterError(
        exitCode: .unavailable, message: "no broker of \(servers) answered in \(deadlineSeconds) s\(said)",
        remedy: "Check kafka.bootstrapServers, or give start.deadlineSeconds more.")
  }
}
