import Platform
import Synchronization
import Testing

@testable import HTTPServer

/// The server with real clients on a free port.
@Suite struct HTTPServerTests {
  /// A server whose path `/livez` is `alive`, and its port.
  private static func serve() throws -> (server: RunningServer, port: UInt16) {
    let server = try RunningServer()
    return (server, server.port)
  }

  @Test func `A path is answered with its type and its length`() throws {
    let (server, port) = try Self.serve()
    let answer = try #require(try TestClient.get("/livez?verbose=1", port: port))
    #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
    #expect(answer.contains("\r\nContent-Type: text/plain; charset=utf-8\r\n"))
    #expect(answer.contains("\r\nContent-Length: 6\r\n"))
    #expect(answer.contains("\r\nX-Test: yes\r\n"))
    #expect(answer.hasSuffix("\r\n\r\nalive\n"))
    withExtendedLifetime(server) {}
  }

  @Test func `HEAD has the headers of GET and no body`() throws {
    let (server, port) = try Self.serve()
    let answer = try #require(try TestClient.get("/livez", port: port, method: "HEAD"))
    #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
    #expect(answer.contains("\r\nContent-Length: 6\r\n"))
    #expect(answer.hasSuffix("\r\n\r\n"))
    withExtendedLifetime(server) {}
  }

  @Test(arguments: ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
  func `Another method is refused with the ones that are taken`(_ method: String) throws {
    let (server, port) = try Self.serve()
    let answer = try #require(try TestClient.get("/livez", port: port, method: method))
    #expect(answer.hasPrefix("HTTP/1.1 405 "))
    #expect(answer.contains("\r\nAllow: GET, HEAD\r\n"))
    withExtendedLifetime(server) {}
  }

  @Test func `A body is read before the request is refused`() throws {
    let (server, port) = try Self.serve()
    let client = try TestClient(port: port)
    client.send("POST / HTTP/1.1\r\nHost: test\r\nContent-Length: 60000\r\nConnection: close\r\n\r\n")
    client.send(String(repeating: "x", count: 60_000))
    #expect(try #require(client.read()).hasPrefix("HTTP/1.1 405 "))
    withExtendedLifetime(server) {}
  }

  @Test func `Requests that come together are answered one after the other`() throws {
    let (server, port) = try Self.serve()
    let client = try TestClient(port: port)
    let request = "GET /livez HTTP/1.1\r\nHost: test\r\n\r\n"
    client.send(request + request + "GET /livez HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n")
    let answer = try #require(client.read())
    #expect(answer.ranges(of: "HTTP/1.1 200 OK\r\n").count == 3)
    withExtendedLifetime(server) {}
  }

  @Test func `A client that has finished sending gets its answer`() throws {
    let (server, port) = try Self.serve()
    let client = try TestClient(port: port)
    client.send("GET /livez HTTP/1.1\r\nHost: test\r\n\r\n")
    client.finishSending()
    #expect(client.read(until: { $0.hasSuffix("alive\n") }) != nil)
    withExtendedLifetime(server) {}
  }

  @Test func `Headers without end are refused, and others are answered`() throws {
    let (server, port) = try Self.serve()
    let client = try TestClient(port: port)
    client.send("GET /livez HTTP/1.1\r\nHost: test\r\n")
    for number in 0..<40 where !client.send("X-\(number): \(String(repeating: "x", count: 1000))\r\n") { break }
    let answer = try #require(client.read())
    #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 4"))
    #expect(try #require(try TestClient.get("/livez", port: port)).hasSuffix("alive\n"))
    withExtendedLifetime(server) {}
  }

  @Test(arguments: ["\u{16}\u{3}\u{1}\u{2}\r\n\r\n", "GET\r\n\r\n", "\r\n\r\n\r\n", "GET /livez HTTP/9.9\r\n\r\n"])
  func `What is no request harms nobody`(_ bytes: String) throws {
    let (server, port) = try Self.serve()
    let client = try TestClient(port: port)
    client.send(bytes)
    client.finishSending()
    #expect(try #require(try TestClient.get("/livez", port: port)).hasSuffix("alive\n"))
    withExtendedLifetime(server) {}
  }

  @Test func `A large answer arrives whole`() throws {
    let (server, port) = try Self.serve()
    let answer = try #require(try TestClient.get("/large", port: port))
    #expect(answer.utf8.count > RunningServer.largeBytes)
    #expect(answer.hasSuffix("\r\n\r\n" + String(repeating: "x", count: RunningServer.largeBytes)))
    withExtendedLifetime(server) {}
  }

  @Test func `Clients that are idle or that trickle are closed after five seconds, and keep nobody out`() throws {
    let (server, port) = try Self.serve()
    let idle = try (0..<100).map { _ in try TestClient(port: port) }
    let trickling = try (0..<100).map { _ in try TestClient(port: port) }
    let started = MonotonicClock.milliseconds()
    var answers = 0
    var longest: Int64 = 0
    while MonotonicClock.milliseconds() < started + 4500 {
      for client in trickling { client.send("G") }
      let asked = MonotonicClock.milliseconds()
      #expect(try TestClient.get("/livez", port: port)?.hasSuffix("alive\n") == true)
      longest = max(longest, MonotonicClock.milliseconds() - asked)
      answers += 1
      MonotonicClock.wait(milliseconds: 100)
    }
    #expect(longest < 2000, "\(answers) answers, the slowest after \(longest) ms")
    #expect(server.openConnections == 200)
    // Closed by the server, whatever they go on sending.
    for client in idle + trickling { #expect(client.read(withinMilliseconds: 5000) != nil) }
    #expect(MonotonicClock.milliseconds() - started >= 5000)
    #expect(MonotonicClock.milliseconds() - started < 9000)
  }

  @Test func `With more clients than connections the next one is answered`() throws {
    let (server, port) = try Self.serve()
    let idle = try (0..<HTTPServer.connectionsMaximum + 100).map { _ in try TestClient(port: port) }
    let asked = MonotonicClock.milliseconds()
    #expect(try TestClient.get("/livez", port: port)?.hasSuffix("alive\n") == true)
    #expect(MonotonicClock.milliseconds() - asked < 2000)
    withExtendedLifetime((server, idle)) {}
  }

  @Test func `A connection is closed when it stays unused after an answer`() throws {
    let (server, port) = try Self.serve()
    let client = try TestClient(port: port)
    client.send("GET /livez HTTP/1.1\r\nHost: test\r\n\r\n")
    #expect(client.read(until: { $0.hasSuffix("alive\n") }) != nil)
    let answered = MonotonicClock.milliseconds()
    #expect(client.read(withinMilliseconds: 10_000) == "")
    #expect(MonotonicClock.milliseconds() - answered > 4000)
    withExtendedLifetime(server) {}
  }

  @Test func `The end of a server closes its connections and frees its port`() throws {
    var (server, port) = try Self.serve()
    let client = try TestClient(port: port)
    server.end()
    #expect(client.read() != nil)
    #expect(throws: Never.self) { _ = try ListeningSocket(host: "127.0.0.1", port: port) }
    server = try RunningServer()
  }
}
