import CustomerWorker
import Kafka
import Platform
import Settings

extension ClusterConnection {
  /// A connection over which a broker has answered, within `start.deadlineSeconds`.
  static func reach(_ settings: WorkerSettings) throws(ClusterError) -> ClusterConnection {
    let seconds = settings.start.deadlineSeconds
    let deadline = seconds == 0 ? nil : MonotonicClock.milliseconds() + Int64(seconds) * 1000
    do throws(ClusterProblem) {
      var connection = try ClusterConnection(settings)
      _ = try connection.answer(by: deadline, orUntil: StopSignal(), onDelay: { _ in }, countBrokers)
      return connection
    } catch {
      throw ClusterError(error, servers: settings.kafka.bootstrapServers, seconds: seconds)
    }
  }

  private static func countBrokers(
    _ admin: borrowing AdminClient, _ timeoutMilliseconds: Int32
  ) throws(ClusterProblem) -> Int {
    do throws(KafkaError) {
      return try admin.brokerCount(timeoutMilliseconds: timeoutMilliseconds)
    } catch {
      throw ClusterProblem(reason: error.description, isRefusal: false)
    }
  }
}
