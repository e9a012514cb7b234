import Glibc
import Platform
import Testing

@testable import HTTPServer

@Suite struct HTTPQuestionTests {
  private static func ask(_ port: UInt16, _ path: String = "/livez") throws -> (status: Int, body: String) {
    try HTTPQuestion(host: "127.0.0.1", port: port, withinMilliseconds: 5000).get(path)
  }

  @Test func `A question gets the status and the body`() throws {
    let server = try RunningServer()
    let answer = try Self.ask(server.port)
    #expect(answer.status == 200)
    #expect(answer.body == "alive\n")
    #expect(try Self.ask(server.port, "/nothing").status == 404)
  }

  @Test func `A port where nobody listens is told from one that says nothing`() throws {
    let silent = try ListeningSocket(host: "127.0.0.1", port: 0)
    let port = try #require(silent.address.split(separator: ":").last.flatMap { UInt16($0) })
    let started = MonotonicClock.milliseconds()
    let error = #expect(throws: HTTPQuestionError.self) {
      try HTTPQuestion(host: "127.0.0.1", port: port, withinMilliseconds: 300).get("/livez")
    }
    #expect(error == .timedOut)
    #expect(MonotonicClock.milliseconds() - started < 3000)
    _ = consume silent
    #expect(#expect(throws: HTTPQuestionError.self) { try Self.ask(port) } == .system(ECONNREFUSED))
  }
}
