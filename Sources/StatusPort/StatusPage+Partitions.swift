internal import CustomerWorker

/// The partitions: those in the worst state first, and the others in a line.
extension StatusPage {
  private static let shown = 10

  var partitions: HTML {
    let sorted = status.partitions.map { PartitionLine(lane: $0.lane, $0.status, page: self) }
      .sorted { $0.isWorse(than: $1) }
    guard !sorted.isEmpty else { return "" }
    var table = HTMLTable(columns: [
      .number("Partition"), .text("State"), .number("Waiting"), .number("Oldest"), .number("Next offset"),
      .text("Last commit"), .number("Lane"),
    ])
    table.rows = sorted.prefix(Self.shown).map(\.cells)
    let rest = sorted.dropFirst(Self.shown)
    return """
      <section>
      <h2>Partitions</h2>
      \(table.html)\(rest.isEmpty ? "" : line(of: Array(rest)))</section>

      """
  }

  private func line(of rest: [PartitionLine]) -> HTML {
    let known = rest.compactMap(\.waiting)
    let parts = [
      known.count == rest.count && known.allSatisfy { $0 == 0 } ? "all caught up" : nil,
      known.contains { $0 > 0 } ? "\(PageText.count(known.reduce(0, +))) commands wait" : nil,
      known.count < rest.count ? "not known of \(PageText.count(rest.count - known.count))" : nil,
    ]
    let ranges = PageText.ranges(rest.map(\.partition))
    return
      "<p class=\"rest\">\(PageText.count(rest.count)) more (\(ranges)): \(parts.compactMap { $0 }.joined(separator: "; "))</p>\n"
  }
}

/// A partition as a row of the page.
private struct PartitionLine {
  let partition: Int32
  /// nil while that is not known.
  let waiting: Int64?
  let cells: [HTML]
  private let rank: Int
  private let age: Int64

  init(lane: Int, _ status: PartitionStatus, page: StatusPage) {
    partition = status.partition
    waiting = status.waitingRecords(now: page.now)
    let oldest = status.waitingMilliseconds(now: page.now, timestamp: page.timestamp)
    let unstable = status.unstableMilliseconds(now: page.now) ?? 0
    let problem = page.health.readinessProblems.first { $0.partition == status.partition }
    age = oldest ?? 0
    let state: (text: String, kind: String)
    switch (problem, status.block) {
    case (let problem?, _):
      var subject = problem
      (subject.lane, subject.partition) = (nil, nil)
      (rank, state) = (5, (subject.line(now: page.now), "bad"))
    case (nil, .held?): (rank, state) = (5, ("held", "bad"))
    case (nil, .corrupt?): (rank, state) = (4, ("a batch fails its checksum and is read again", "busy"))
    case (nil, .readAside?): (rank, state) = (4, ("a batch is read by the side consumer", "busy"))
    case (nil, nil) where status.next == nil: (rank, state) = (3, ("looking for its start", "busy"))
    case (nil, nil) where unstable >= Self.unstableShown:
      let duration = PageText.duration(milliseconds: unstable)
      (rank, state) = (2, ("a producer's open transaction holds it back, for \(duration)", "busy"))
    case (nil, nil):
      switch waiting {
      case nil: (rank, state) = (1, (Self.unknown(status.numbers?.freshAt, now: page.now), "calm"))
      case 0?: (rank, state) = (0, ("caught up", "calm"))
      case _?: (rank, state) = (0, ("behind", "calm"))
      }
    }
    cells = [
      "\(String(status.partition))", "<span class=\"mark \(state.kind)\">\(state.text)</span>",
      "\(waiting.map { PageText.count($0) } ?? "–")",
      "\(oldest.map { $0 == 0 ? "–" : PageText.duration(milliseconds: $0) } ?? "–")",
      "\(status.next.map { PageText.count($0) } ?? "–")",
      "\(status.committedTimestamp.map { PageText.duration(milliseconds: page.timestamp - $0) + " ago" } ?? "–")",
      "\(String(lane))",
    ]
  }

  /// What is said of a partition whose numbers cannot be shown.
  ///
  /// - Parameter freshAt: when they last could; nil: never.
  private static func unknown(_ freshAt: Int64?, now: Int64) -> String {
    guard let freshAt else { return "no numbers yet" }
    return "its last numbers are \(PageText.duration(milliseconds: now - freshAt)) old"
  }

  /// A transaction of a second is what producers do.
  private static let unstableShown: Int64 = 10_000

  func isWorse(than other: PartitionLine) -> Bool {
    if rank != other.rank { return rank > other.rank }
    if age != other.age { return age > other.age }
    if waiting != other.waiting { return (waiting ?? 0) > (other.waiting ?? 0) }
    return partition < other.partition
  }
}
