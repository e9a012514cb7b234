import Dispatch
import EmbeddedKafka
import Glibc
import HTTPServer
import Platform
import Settings
import Synchronization
import Telemetry
import Testing

@testable import CustomerWorkerCLI

/// The port of a worker whose address is taken.
@Suite struct HTTPPortTests {
  /// What a port publishes, one text after the other.
  private final class Published: Sendable {
    private let texts = Mutex<[String]>([])
    private let wake = DispatchSemaphore(value: 0)

    func add(_ text: String) {
      texts.withLock { $0.append(text) }
      wake.signal()
    }

    /// The text of this number, waited for at most 20 s.
    func text(_ number: Int) -> String? {
      let deadline = DispatchTime.now() + 20
      while true {
        let texts = texts.withLock { $0 }
        if texts.count > number { return texts[number] }
        if wake.wait(timeout: deadline) == .timedOut { return nil }
      }
    }
  }

  private static func port(
    _ address: String, isRequired: Bool, _ published: Published
  ) throws -> HTTPPort {
    HTTPPort(
      try #require(ListenAddress(address)), isRequired: isRequired,
      log: EventLog(level: .error, format: .json, descriptor: -1),
      publish: published.add
    ) { _ in HTTPResponse(contentType: "text/plain", body: "here\n".utf8) }
  }

  @Test func `An address that gets free is taken`() throws {
    let other = try ListeningSocket(host: "127.0.0.1", port: 0)
    let address = other.address
    let published = Published()
    let stop = StopSignal()
    let port = try Self.port(address, isRequired: true, published)
    try port.open(forSeconds: 0, stop: stop)
    #expect(published.text(0) == "\(address) is in use by another process")
    _ = consume other
    #expect(published.text(1) == address)
    let number = try #require(ListenAddress(address)).port
    #expect(try HTTPQuestion(host: "127.0.0.1", port: number, withinMilliseconds: 5000).get("/").body == "here\n")
    port.close()
    #expect(!stop.isRequested)
    #expect(port.failure == nil)
  }

  @Test func `Without the address that was set, the worker is asked to end at the deadline`() throws {
    let other = try ListeningSocket(host: "127.0.0.1", port: 0)
    let published = Published()
    let stop = StopSignal()
    let port = try Self.port(other.address, isRequired: true, published)
    try port.open(forSeconds: 1, stop: stop)
    #expect(published.text(1) == "off: \(other.address) is in use by another process")
    stop.wait(milliseconds: 20_000)
    #expect(stop.isRequested)
    #expect(port.failure?.description == "\(other.address) is in use by another process")
  }

  @Test func `Without the default address the worker goes on`() throws {
    let other = try ListeningSocket(host: "127.0.0.1", port: 0)
    let published = Published()
    let stop = StopSignal()
    let port = try Self.port(other.address, isRequired: false, published)
    try port.open(forSeconds: 1, stop: stop)
    #expect(published.text(1) == "off: \(other.address) is in use by another process")
    port.close()
    #expect(!stop.isRequested)
    #expect(port.failure == nil)
  }

  @Test func `A port that is closed while it is tried is not opened`() throws {
    let other = try ListeningSocket(host: "127.0.0.1", port: 0)
    let address = other.address
    let published = Published()
    let port = try Self.port(address, isRequired: true, published)
    try port.open(forSeconds: 0, stop: StopSignal())
    port.close()
    _ = consume other
    #expect(throws: Never.self) {
      _ = try ListeningSocket(host: "127.0.0.1", port: #require(ListenAddress(address)).port)
    }
  }

  @Test func `A worker that cannot have the port that was set exits with 75`() throws {
    let cluster = try EmbeddedCluster(brokers: 1)
    for topic in ["customer.create.commands", "customer.create.accepted", "customer.create.rejected"] {
      try cluster.createTopic(topic, partitions: 1)
    }
    let other = try ListeningSocket(host: "127.0.0.1", port: 0)
    let run = try ProgramRun(
      ["run", "--kafka-bootstrap-servers", cluster.bootstrapServers, "--lanes", "1", "--start-deadline-seconds", "10"]
        + ["--http-listen", other.address], input: "", stop: StopSignal())
    #expect(run.code == .temporaryFailure)
    _ = consume other
  }

  @Test func `An address of another machine is tried again, too`() throws {
    #expect(!ListenError(address: "192.0.2.1:80", code: EADDRNOTAVAIL).isPermanent)
    #expect(ListenError(address: "127.0.0.1:80", code: EACCES).exitCode == .settings)
    #expect(
      ListenError(address: "127.0.0.1:80", code: EACCES).text == """
        customer-worker: http.listen: 127.0.0.1:80 cannot be listened on: Permission denied
        set http.listen to another address, or to off

        """)
  }
}
