internal import Synchronization

/// A small HTTP server on a thread of its own, for probes, scrapers and a few browsers: GET and HEAD, no TLS.
///
/// However many clients are idle, slow or hostile, others are answered: see `ConnectionTable`. It serves until the value is
/// destroyed, which waits for its thread.
public struct HTTPServer: ~Copyable, Sendable {
  /// The address that it listens on.
  public let address: String
  private let loop: ServerLoop

  /// The connections at a time.
  static let connectionsMaximum = 512
  /// The memory of a connection, which bounds the headers of a request.
  static let connectionBytesMaximum = 16 << 10

  /// Starts to serve.
  ///
  /// - Parameters:
  ///   - report: takes what libmicrohttpd has to say, on the server's thread.
  ///   - answer: gives the answer to a request for a path, without its query; called on the server's thread, and every
  ///     other client waits for it.
  public init(
    on socket: consuming ListeningSocket, report: @escaping @Sendable (ServerReport) -> Void,
    answer: @escaping @Sendable (_ path: String) -> HTTPResponse
  ) throws(ListenError) {
    let address = socket.address
    let loop = ServerLoop(connectionsMaximum: Self.connectionsMaximum, report: report, answer: answer)
    let code = loop.start(
      on: socket.descriptor.take(), connectionsMaximum: Self.connectionsMaximum,
      connectionBytesMaximum: Self.connectionBytesMaximum)
    guard code == 0 else { throw ListenError(address: address, code: code) }
    // Last: what is destroyed as a whole value waits for the loop's thread, which is there only now.
    self.address = address
    self.loop = loop
  }

  deinit { loop.stop() }

  /// The connections that are open.
  var connectionCount: Int { loop.connections.withLock { $0.count } }
}
