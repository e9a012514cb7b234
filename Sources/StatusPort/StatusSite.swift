public import CustomerWorker
public import HTTPServer
internal import Platform
public import Settings

/// The paths of the port, and the answer that each gives.
public struct StatusSite: Sendable {
  private let board: StatusBoard
  private let settings: [EffectiveValue]

  /// - Parameters:
  ///   - board: where the worker publishes its status; nothing else is asked.
  ///   - settings: as `check-config` shows them, without secrets.
  public init(_ board: StatusBoard, settings: [EffectiveValue]) {
    self.board = board
    self.settings = settings
  }

  /// The paths that have an answer; the list of a request for any other.
  private enum Path: String, CaseIterable {
    case page = "/"
    case alive = "/livez"
    case ready = "/readyz"
    case metrics = "/metrics"

    var meaning: String {
      switch self {
      case .page: "the status page"
      case .alive: "200 while the process needs no restart"
      case .ready: "200 while the worker does all of its work, else 503 and the reasons"
      case .metrics: "metrics as Prometheus reads them"
      }
    }
  }

  public func answer(_ path: String) -> HTTPResponse {
    guard let path = Path(rawValue: path) else { return Self.unknown }
    let status = board.status
    let now = MonotonicClock.milliseconds()
    let timestamp = RealTimeClock.milliseconds()
    switch path {
    case .page:
      let page = StatusPage(status, settings: settings, now: now, timestamp: timestamp)
      return Self.response(
        StatusPage.contentType, page.text,
        headers: [
          HTTPResponse.Header("Content-Security-Policy", StatusPage.securityPolicy),
          HTTPResponse.Header("Referrer-Policy", "no-referrer"), HTTPResponse.Header("X-Frame-Options", "DENY"),
        ])
    case .alive: return Self.health("alive", Health(of: status, now: now).livenessProblems, now: now)
    case .ready: return Self.health("ready", Health(of: status, now: now).readinessProblems, now: now)
    case .metrics:
      let text = MetricsPage.text(of: status, process: .current, now: now, timestamp: timestamp)
      return Self.response(MetricsPage.contentType, text)
    }
  }

  private static func health(_ word: String, _ problems: [HealthProblem], now: Int64) -> HTTPResponse {
    if problems.isEmpty { return response(plain, word + "\n") }
    return response(plain, problems.map { $0.line(now: now) + "\n" }.joined(), status: 503)
  }

  private static let unknown = response(
    plain, "no such path; there are:\n" + Path.allCases.map { "  \($0.rawValue)  \($0.meaning)\n" }.joined(),
    status: 404)

  private static let plain = "text/plain; charset=utf-8"

  private static func response(
    _ contentType: String, _ text: String, status: Int = 200, headers: [HTTPResponse.Header] = []
  ) -> HTTPResponse {
    HTTPResponse(
      status: status, contentType: contentType,
      headers: [
        HTTPResponse.Header("Cache-Control", "no-store"), HTTPResponse.Header("X-Content-Type-Options", "nosniff"),
      ]
        + headers,
      body: text.utf8)
  }
}
