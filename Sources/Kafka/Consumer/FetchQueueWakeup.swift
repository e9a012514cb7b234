internal import Crdkafka

/// Reminds librdkafka before 2.2 that its queue of fetched records has room again.
///
/// There a thread that finds the queue full (`queued.max.messages.kbytes`) looks again only when something wakes it, or
/// after 1 s, by when a lane has long been idle. 2.2 has `fetch.queue.backoff.ms` for that. The one public call that wakes
/// these threads and does nothing else is the one that sets the SASL credentials: it is given those that are set.
struct FetchQueueWakeup {
  private let username: String
  private let password: String
  /// Between two reminders: a quarter of the queue, so that three quarters are still there when the thread looks.
  private let interval: Int
  private var bytesLeft: Int

  /// Nil for a library that needs none.
  init?(_ configuration: ClientConfiguration) {
    guard Librdkafka.versionNumber < 0x0202_0000 else { return nil }
    username = configuration["sasl.username"] ?? ""
    password = configuration["sasl.password"] ?? ""
    let kilobytes = configuration["queued.max.messages.kbytes"].flatMap(Int.init) ?? 65536
    interval = kilobytes * 1024 / 4
    bytesLeft = interval
  }

  /// Counts the bytes of a record that has left the queue.
  @unsafe mutating func left(_ bytes: Int, of client: OpaquePointer) {
    bytesLeft -= bytes
    guard bytesLeft <= 0 else { return }
    bytesLeft = interval
    // Fails on missing arguments alone.
    if let error = unsafe rd_kafka_sasl_set_credentials(client, username, password) { _ = KafkaError(consuming: error) }
  }
}
