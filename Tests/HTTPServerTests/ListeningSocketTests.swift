import Glibc
import Testing

@testable import HTTPServer

@Suite struct ListeningSocketTests {
  @Test func `Any free port is named once it is chosen`() throws {
    let socket = try ListeningSocket(host: "127.0.0.1", port: 0)
    let port = try #require(socket.address.split(separator: ":").last.flatMap { UInt16($0) })
    #expect(port > 0)
    #expect(socket.address == "127.0.0.1:\(port)")
  }

  @Test func `A port that is taken is told from one that is forbidden`() throws {
    let first = try ListeningSocket(host: "127.0.0.1", port: 0)
    let port = try #require(first.address.split(separator: ":").last.flatMap { UInt16($0) })
    let error = #expect(throws: ListenError.self) { _ = try ListeningSocket(host: "127.0.0.1", port: port) }
    #expect(error?.code == EADDRINUSE)
    #expect(error?.isPermanent == false)
    #expect(error?.description == "127.0.0.1:\(port) is in use by another process")
    #expect(ListenError(address: "127.0.0.1:80", code: EACCES).isPermanent)
    _ = consume first
  }

  @Test func `A port is free again when its owner is gone`() throws {
    let first = try ListeningSocket(host: "127.0.0.1", port: 0)
    let port = try #require(first.address.split(separator: ":").last.flatMap { UInt16($0) })
    _ = consume first
    #expect(throws: Never.self) { _ = try ListeningSocket(host: "127.0.0.1", port: port) }
  }

  @Test func `An address of another machine is named as such`() {
    let error = #expect(throws: ListenError.self) { _ = try ListeningSocket(host: "192.0.2.1", port: 0) }
    #expect(error?.description == "192.0.2.1:0 is no address of this machine")
  }

  @Test func `Every address means IPv4 too`() throws {
    let socket = try ListeningSocket(host: "::", port: 0)
    let port = try #require(socket.address.split(separator: ":").last.flatMap { UInt16($0) })
    #expect(["[::]:\(port)", "0.0.0.0:\(port)"].contains(socket.address))
    #expect(throws: Never.self) { _ = try TestClient(port: port) }
  }
}
