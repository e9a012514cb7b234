internal import CustomerContract
internal import CustomerWorker

/// What was done: rejections by code, lanes, aborted transactions.
extension StatusPage {
  /// The codes that some result has, the most frequent first.
  var rejections: HTML {
    let counters = status.counters
    let sum = counters.rejected.sum
    let codes = counters.rejected.all.filter { $0.count > 0 || counters.errors[$0.code] > 0 }.sorted {
      $0.count > $1.count
    }
    guard !codes.isEmpty else { return "" }
    var table = HTMLTable(columns: [
      .text("Code"), .text("Meaning"), .number("As first error"), .number("Share"), .number("As any error"),
    ])
    table.rows = codes.map { code, count in
      let share = sum == 0 ? 0 : 100 * count / sum
      return [
        "<code>\(code.rawValue)</code>", "\(code.title)",
        "<span class=\"bar\" style=\"--share:\(String(share))%\">\(PageText.count(count))</span>",
        "\(PageText.share(count, of: sum))", "\(PageText.count(counters.errors[code]))",
      ]
    }
    return """
      <section class="codes">
      <h2>Rejections by first error</h2>
      \(table.html)</section>

      """
  }

  var lanes: HTML {
    guard !status.lanes.isEmpty else { return "" }
    var table = HTMLTable(columns: [
      .number("Lane"), .text("Does"), .number("Partitions"), .number("Accepted"), .number("Rejected"),
      .number("Committed"), .number("Aborted"), .text("Broker heard"),
    ])
    table.rows = status.lanes.map { lane in
      let counters = lane.counters
      return [
        "\(String(lane.number))",
        "<span class=\"mark \(Self.kind(of: lane.activity))\">\(Self.words(for: lane))</span>",
        "\(PageText.count(lane.partitions.count))", "\(PageText.count(counters.accepted))",
        "\(PageText.count(counters.rejected.sum))", "\(PageText.count(counters.committedTransactions))",
        "\(PageText.count(counters.abortedTransactions))",
        "\(lane.brokerReceivedAt.map { PageText.duration(milliseconds: now - $0) + " ago" } ?? "–")",
      ]
    }
    return "<section>\n<h2>Lanes</h2>\n\(table.html)</section>\n"
  }

  private static func words(for lane: LaneStatus) -> String {
    let streak = lane.undoneStreak > 1 ? "; \(lane.undoneStreak) transactions in a row were not committed" : ""
    let text =
      switch lane.activity {
      case .joining: "joining the group"
      case .rebalancing: "waiting for its partitions"
      case .recovering: "recovering"
      case .waiting: "waiting for commands"
      case .processing: "deciding"
      case .committing: "committing"
      case .aborting: "aborting"
      case .stopped: "stopped"
      }
    return text + streak
  }

  private static func kind(of activity: LaneStatus.Activity) -> String {
    switch activity {
    case .joining, .rebalancing, .recovering, .aborting: "busy"
    case .waiting, .processing, .committing, .stopped: "calm"
    }
  }

  var aborts: HTML {
    let all = status.lanes.flatMap { lane in lane.lastAborts.map { (lane: lane.number, abort: $0) } }
      .sorted { $0.abort.timestamp > $1.abort.timestamp }
    guard !all.isEmpty else { return "" }
    var table = HTMLTable(columns: [.text("Time"), .text("Reason"), .number("Commands"), .number("Lane")])
    table.rows = all.prefix(10).map { lane, abort in
      [
        "\(PageText.time(abort.timestamp))", "\(abort.reason)", "\(PageText.count(abort.commands))", "\(String(lane))",
      ]
    }
    return """
      <section>
      <h2>Last transactions that were not committed</h2>
      <p>Their commands are decided again; nothing of them is visible to readers.</p>
      \(table.html)</section>

      """
  }
}
