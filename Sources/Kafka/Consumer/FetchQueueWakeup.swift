internal import Crdkafka

/// Wakes librdkafka's threads when the queue of fetched records has room again, where the library does not do so itself.
///
/// A thread that finds the queue full (`queued.max.messages.kbytes`) looks again only when something wakes it, or after
/// 1 s, which idles its reader. From 2.2 on, `fetch.queue.backoff.ms` shortens that rest. The only public call that wakes
/// these threads and does nothing else is the one that sets the SASL credentials: it is given those that are set.
struct FetchQueueWakeup {
  private let username: String
  private let password: String
  /// A quarter of the queue: three quarters are still there when the thread looks.
  private let intervalBytes: Int
  private var bytesLeft: Int

  /// - Returns: nil for a library that needs none.
  init?(_ configuration: ClientConfiguration, libraryVersion: Int32 = Librdkafka.versionNumber) {
    guard libraryVersion < 0x0202_0000 else { return nil }
    username = configuration["sasl.username"] ?? ""
    password = configuration["sasl.password"] ?? ""
    let kilobytes = configuration["queued.max.messages.kbytes"].flatMap(Int.init) ?? 65536
    intervalBytes = kilobytes * 1024 / 4
    bytesLeft = intervalBytes
  }

  /// Counts the bytes of a record that has left the queue; returns whether it is time to wake the threads.
  mutating func isDue(afterBytes bytes: Int) -> Bool {
    bytesLeft -= bytes
    guard bytesLeft <= 0 else { return false }
    bytesLeft = intervalBytes
    return true
  }

  /// Counts the bytes of a record that has left the client's queue, and wakes its threads from time to time.
  mutating func consumed(bytes: Int, of client: borrowing ClientHandle<ConnectionCounter>) {
    guard isDue(afterBytes: bytes) else { return }
    // It fails on missing arguments alone.
    let error = unsafe rd_kafka_sasl_set_credentials(client.pointer, username, password)
    if let error = unsafe error { unsafe _ = Native<ErrorObject>(owning: error) }
  }
}
