import Platform
import Testing

@testable import HTTPServer

/// A server of three paths on a free port of 127.0.0.1.
final class RunningServer {
  static let largeBytes = 8_000_000

  let port: UInt16
  private var server: HTTPServer?

  init() throws {
    // Both ends of every connection are files of this process.
    OpenFiles.raiseLimit()
    let server = try HTTPServer(
      on: ListeningSocket(host: "127.0.0.1", port: 0), report: { #expect(!$0.isFatal, "\($0.message)") }
    ) { path in
      switch path {
      case "/livez":
        HTTPResponse(
          contentType: "text/plain; charset=utf-8", headers: [HTTPResponse.Header("X-Test", "yes")],
          body: "alive\n".utf8)
      case "/large":
        HTTPResponse(
          contentType: "text/plain", body: repeatElement(UInt8(ascii: "x"), count: Self.largeBytes))
      default:
        HTTPResponse(status: 404, contentType: "text/plain", body: "no such path\n".utf8)
      }
    }
    port = try #require(server.address.split(separator: ":").last.flatMap { UInt16($0) })
    self.server = consume server
  }

  /// The connections that are open now.
  var openConnections: Int { server?.connectionCount ?? 0 }

  func end() { server = nil }
}
