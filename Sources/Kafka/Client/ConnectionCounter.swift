internal import Crdkafka
internal import Glibc
internal import Synchronization

/// The number of sockets that a client has closed.
///
/// It is counted on librdkafka's threads, before the library sends again what was on the connection.
package struct ConnectionCounter: ClientCallbacks, ~Copyable {
  private let closedCount = Atomic<Int>(0)

  package init() {}

  var count: Int { closedCount.load(ordering: .acquiring) }

  /// Counts a socket and closes it; the answer is that of `close`.
  func close(_ socket: Int32) -> Int32 {
    closedCount.add(1, ordering: .releasing)
    return Glibc.close(socket)
  }

  package static func register(with properties: OpaquePointer) {
    unsafe rd_kafka_conf_set_closesocket_cb(properties) { socket, state in
      guard let state = unsafe state else { return Glibc.close(socket) }
      return unsafe state.assumingMemoryBound(to: ConnectionCounter.self).pointee.close(socket)
    }
  }
}
