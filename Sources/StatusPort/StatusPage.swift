internal import CustomerContract
public import CustomerWorker
public import Settings

/// The page `/` for people: what the worker does, as HTML without scripts that reads itself again every 5 s.
public struct StatusPage {
  public static let contentType = "text/html; charset=utf-8"
  /// The value of `Content-Security-Policy`: nothing is loaded, and nothing runs.
  public static let securityPolicy = "default-src 'none'; style-src 'unsafe-inline'"

  let status: WorkerStatus
  let settings: [EffectiveValue]
  let health: Health
  let now: Int64
  let timestamp: Int64

  /// - Parameters:
  ///   - settings: as `check-config` shows them, without secrets.
  ///   - now: the monotonic clock.
  ///   - timestamp: the time of day, in milliseconds since 1970.
  public init(_ status: WorkerStatus, settings: [EffectiveValue], now: Int64, timestamp: Int64) {
    self.status = status
    self.settings = settings
    health = Health(of: status, now: now)
    self.now = now
    self.timestamp = timestamp
  }

  public var text: String { html.text }

  private var html: HTML {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8"/>
    <title>\(state.word) · \(status.group)</title>
    <meta name="viewport" content="width=device-width, initial-scale=1"/>
    <meta name="color-scheme" content="light dark"/>
    <meta http-equiv="refresh" content="5"/>
    <style>\(Self.style)</style>
    </head>
    <body>
    <main>
    \(header)\(problems)\(totals)\(partitions)\(rejections)\(lanes)\(aborts)\(settingsTable)\(footer)</main>
    </body>
    </html>

    """
  }

  // MARK: The head of the page

  /// What the worker is, in a word, and the class of its colour.
  private var state: (word: String, kind: String) {
    if !health.isAlive { return ("Not alive", "bad") }
    return switch status.phase {
    case .starting: ("Starting", "busy")
    case .stopping: ("Stopping", "busy")
    case .running: health.isReady ? ("Ready", "good") : ("Not ready", "bad")
    }
  }

  private var header: HTML {
    let facts = [
      "up \(PageText.duration(milliseconds: timestamp - status.startedTimestamp))",
      "version \(status.version)", "librdkafka \(status.librdkafka)",
    ]
    return """
      <header>
      <p class="state \(state.kind)">\(state.word)</p>
      <h1>\(status.group)</h1>
      <p class="way">\(status.topics.commands) <span>→</span> \(status.topics.accepted), \(status.topics.rejected)</p>
      <p class="facts">\(facts.joined(separator: " · "))</p>
      </header>

      """
  }

  /// The reasons that `/livez` and `/readyz` give.
  private var problems: HTML {
    let lines = (health.livenessProblems + health.readinessProblems).map { $0.line(now: now) }
    guard !lines.isEmpty else { return "" }
    let shown = lines.prefix(12).map { line -> HTML in "<li>\(line)</li>\n" }
    let more: HTML =
      lines.count > 12 ? "<li>and \(PageText.count(lines.count - 12)) more; /readyz has them all</li>\n" : ""
    return "<ul class=\"problems \(state.kind)\">\n\(HTML(shown))\(more)</ul>\n"
  }

  private var totals: HTML {
    let counters = status.counters
    let rejected = counters.rejected.sum
    return """
      <dl class="totals">
      \(tile("Accepted", PageText.count(counters.accepted), "\(PageText.rate(status.rates.accepted)) a second"))\
      \(tile("Rejected", PageText.count(rejected), rejectedNote(rejected, of: counters.results)))\
      \(tile("Waiting", waiting.count, waiting.note))\
      \(tile("Partitions", ownedPartitions, partitionsNote))</dl>

      """
  }

  private func tile(_ title: String, _ value: String, _ note: String) -> HTML {
    "<div><dt>\(title)</dt><dd><b>\(value)</b> <small>\(note)</small></dd></div>\n"
  }

  private func rejectedNote(_ rejected: Int, of results: Int) -> String {
    let share = PageText.share(rejected, of: results)
    return "\(PageText.rate(status.rates.rejected)) a second" + (share.isEmpty ? "" : ", \(share) of all")
  }

  /// The commands that wait, where that is known of every partition.
  private var waiting: (count: String, note: String) {
    let partitions = status.partitions.map(\.status)
    if partitions.isEmpty { return ("–", "no partition is assigned") }
    let known = partitions.compactMap { $0.waitingRecords(now: now) }
    let sum = PageText.count(known.reduce(0, +))
    let unknown = partitions.count - known.count
    if unknown > 0 {
      if !known.isEmpty { return ("≥ \(sum)", "not known of \(PageText.count(unknown, "partition"))") }
      return ("–", partitions.contains { $0.numbers?.freshAt != nil } ? "not known now" : "not known yet")
    }
    let oldest = partitions.compactMap { $0.waitingMilliseconds(now: now, timestamp: timestamp) }.max() ?? 0
    return (sum, oldest == 0 ? "caught up" : "the oldest for \(PageText.duration(milliseconds: oldest))")
  }

  private var ownedPartitions: String { PageText.count(status.partitions.count) }

  private var partitionsNote: String {
    let all = status.commandPartitions.map { "of \(PageText.count(Int($0)))" } ?? "assigned"
    let held = status.partitions.count { $0.status.block?.isHeld == true }
    return held == 0 ? all : "\(all), \(PageText.count(held)) held"
  }

  // MARK: The foot of the page

  private var settingsTable: HTML {
    var table = HTMLTable(columns: [.text("Setting"), .text("Value"), .text("From")])
    for setting in settings {
      let isDefault = setting.source == .default
      table.rows.append([
        "<code>\(setting.key)</code>", setting.value.isEmpty ? "–" : "<code>\(setting.value)</code>",
        isDefault ? "<small class=\"default\">default</small>" : "<small>\(setting.source.description)</small>",
      ])
    }
    return "<section class=\"settings\">\n<h2>Settings</h2>\n\(table.html)</section>\n"
  }

  private var footer: HTML {
    """
    <footer><p>Read at \(PageText.time(timestamp)); the page reads itself again every 5 s. \
    <a href="/metrics">metrics</a> <a href="/readyz">readyz</a> <a href="/livez">livez</a></p></footer>

    """
  }
}
