import CustomerWorker
import HTTPServer
import Settings
import Testing

@testable import StatusPort

@Suite struct StatusSiteTests {
  private static let board = StatusBoard(settings: WorkerSettings(), version: "1.2.3")
  private static let site = StatusSite(board, settings: [])

  private static func header(_ name: String, of answer: HTTPResponse) -> String? {
    answer.headers.first { $0.name == name }?.value
  }

  @Test(arguments: [
    ("/", 200, "text/html; charset=utf-8"), ("/livez", 200, "text/plain; charset=utf-8"),
    ("/readyz", 503, "text/plain; charset=utf-8"), ("/metrics", 200, "text/plain; version=0.0.4; charset=utf-8"),
    ("/nothing", 404, "text/plain; charset=utf-8"), ("/livez/", 404, "text/plain; charset=utf-8"),
  ])
  func `Each path has its status and its type, and nothing is kept by caches`(path: String, status: Int, type: String) {
    let answer = Self.site.answer(path)
    #expect(answer.status == status)
    #expect(answer.contentType == type)
    #expect(Self.header("Cache-Control", of: answer) == "no-store")
    #expect(answer.body.last == UInt8(ascii: "\n"))
  }

  @Test func `The page lets nothing be loaded or run`() {
    let answer = Self.site.answer("/")
    #expect(
      Self.header("Content-Security-Policy", of: answer) == "default-src 'none'; style-src 'unsafe-inline'")
  }

  @Test func `A worker that starts is alive, and says why it is not ready`() {
    #expect(String(decoding: Self.site.answer("/livez").body, as: UTF8.self) == "alive\n")
    #expect(
      String(decoding: Self.site.answer("/readyz").body, as: UTF8.self) == "starting: the cluster is being checked\n")
  }

  @Test func `An unknown path is answered with the list of those there are`() {
    let text = String(decoding: Self.site.answer("/favicon.ico").body, as: UTF8.self)
    for path in ["  /  ", "  /livez  ", "  /readyz  ", "  /metrics  "] { #expect(text.contains(path)) }
  }
}
