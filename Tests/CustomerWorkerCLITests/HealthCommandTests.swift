import HTTPServer
import Platform
import Testing

@testable import CustomerWorkerCLI

/// `health`, asked of ports that answer something.
@Suite struct HealthCommandTests {
  /// Runs `health` against a port with this answer for `/readyz`.
  private static func health(_ status: Int, _ body: String) throws -> ProgramRun {
    let server = try HTTPServer(on: ListeningSocket(host: "127.0.0.1", port: 0), report: { _ in }) { path in
      HTTPResponse(
        status: path == "/readyz" ? status : 404, contentType: "text/plain",
        body: path == "/readyz" ? body.utf8 : "".utf8)
    }
    return try ProgramRun(["health", "--http-listen", server.address], input: "")
  }

  @Test func `A worker that is ready exits with 0`() throws {
    let run = try Self.health(200, "ready\n")
    #expect(run.code == .success)
    #expect(run.output == "ready\n")
    #expect(run.errors == "")
  }

  @Test func `A worker that is not ready exits with 1 and its reasons`() throws {
    let run = try Self.health(503, "lane 0: it has no usable producer, for 61 s\nstopping: asked to stop\n")
    #expect(run.code.rawValue == 1)
    #expect(run.output == "lane 0: it has no usable producer, for 61 s\nstopping: asked to stop\n")
  }

  @Test func `A port where nobody listens exits with 1`() throws {
    let socket = try ListeningSocket(host: "127.0.0.1", port: 0)
    let address = socket.address
    _ = consume socket
    let run = try ProgramRun(["health", "--http-listen", address], input: "")
    #expect(run.code == .notReady)
    #expect(run.errors == "customer-worker: health: \(address) does not answer: Connection refused\n")
  }

  @Test func `Every address is asked on the one of this machine`() throws {
    let server = try HTTPServer(on: ListeningSocket(host: "::", port: 0), report: { _ in }) { _ in
      HTTPResponse(contentType: "text/plain", body: "ready\n".utf8)
    }
    let port = try #require(server.address.split(separator: ":").last)
    #expect(try ProgramRun(["health", "--http-listen", "[::]:\(port)"], input: "").code == .success)
    #expect(try ProgramRun(["health", "--http-listen", "0.0.0.0:\(port)"], input: "").code == .success)
  }

  @Test(arguments: ["off", "127.0.0.1:0"])
  func `Settings that name no port are at fault`(_ listen: String) throws {
    let run = try ProgramRun(["health"], input: "", environment: ["CUSTOMER_WORKER_HTTP_LISTEN": listen])
    #expect(run.code == .settings)
    #expect(
      run.errors
        == "customer-worker: health: http.listen is \(listen), so there is no port to ask; set it to an address and a port\n"
    )
  }
}
