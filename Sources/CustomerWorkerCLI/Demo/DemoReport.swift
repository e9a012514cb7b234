import Kafka

/// The demo's account, and the first results of each kind.
struct DemoReport {
  private(set) var sent = 0
  private(set) var accepted = 0
  private(set) var rejected = 0
  private let reader: ResultReader
  /// The command offset of the last result, by the results' partition.
  private var lastOffsets: [ResultPartition: Int64] = [:]
  /// The time of the first result; the worker was ready by then.
  private var started: ContinuousClock.Instant?
  private var ended: ContinuousClock.Instant?
  private var acceptedShown: [String] = []
  private var rejectedShown: [String] = []

  private static let shown = 3

  init(isStructured: Bool) { reader = ResultReader(isStructured: isStructured) }

  var answered: Int { accepted + rejected }
  var unanswered: Int { max(0, sent - answered) }
  var addsUp: Bool { sent == answered }

  mutating func recordSent() { sent += 1 }

  mutating func recordResult(_ record: borrowing ConsumedRecord, isAccepted: Bool) {
    guard let value = record.value else { return }
    recordResult(
      unsafe value.withUnsafeBytes { unsafe [UInt8]($0) }, partition: record.partition, isAccepted: isAccepted)
  }

  mutating func recordResult(_ result: [UInt8], partition: Int32, isAccepted: Bool) {
    let key = ResultPartition(isAccepted: isAccepted, partition: partition)
    if let offset = ResultReader.commandOffset(result) {
      // The embedded broker shows results of aborted transactions too; theirs come again.
      if let last = lastOffsets[key], offset <= last { return }
      lastOffsets[key] = offset
    }
    if isAccepted { accepted += 1 } else { rejected += 1 }
    let now = ContinuousClock.now
    started = started ?? now
    ended = now
    guard (isAccepted ? acceptedShown : rejectedShown).count < Self.shown else { return }
    if isAccepted {
      acceptedShown.append(reader.accepted(result))
    } else {
      rejectedShown.append(reader.rejected(result))
    }
  }

  private struct ResultPartition: Hashable {
    let isAccepted: Bool
    let partition: Int32
  }

  var text: String {
    let parts = [
      Self.part("Accepted", acceptedShown, of: accepted), Self.part("Rejected", rejectedShown, of: rejected),
      "\nAccount: \(sent.grouped) sent = \(accepted.grouped) accepted + \(rejected.grouped) rejected\(rate)\n",
    ]
    return parts.joined()
  }

  private static func part(_ title: String, _ shown: [String], of count: Int) -> String {
    if shown.isEmpty { return "" }
    let which = shown.count < count ? ", the first \(shown.count) of \(count.grouped)" : ""
    return "\n\(title)\(which):\n" + shown.joined()
  }

  /// The first command was sent alone, before the clock started.
  private var rate: String {
    guard answered > 1, let started, let ended, ended > started else { return "" }
    return "; \(Int(Double(answered - 1) / ((ended - started) / .seconds(1))).grouped) records/s"
  }
}
