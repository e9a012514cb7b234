/// The part of Kafka that an import sees: two topics, transactions, epochs, and requests that arrive late.
final class ModelBroker {
  struct Entry {
    let topic: Topic
    let key: [UInt8]
    let value: [UInt8]?
    let transaction: Int
  }

  enum Topic: Hashable {
    case jobs
    case commands(Int)
  }

  enum Outcome {
    case open, committed, aborted
  }

  private struct Producer {
    var epoch = 0
    var open: Int?
    /// The last transaction that this epoch has ended.
    var ended: Int?
  }

  static let partitions = 3

  private var logs: [Topic: [Entry]] = [:]
  private var outcomes: [Outcome] = []
  private var producers: [String: Producer] = [:]
  /// Commits that were sent again, and whose first request is still under way.
  private var lateCommits: [(id: String, epoch: Int)] = []

  // MARK: Producers

  func initialize(_ id: String) -> Int {
    expire(id)
    return producers[id]?.epoch ?? 0
  }

  /// Aborts what is open and raises the epoch: a new producer, or the time-out of a transaction.
  func expire(_ id: String) {
    var producer = producers[id] ?? Producer()
    if let open = producer.open { outcomes[open] = .aborted }
    producer = Producer(epoch: producer.epoch + 1)
    producers[id] = producer
  }

  func isCurrent(_ id: String, _ epoch: Int) -> Bool { producers[id]?.epoch == epoch }

  func hasOpenTransaction(_ id: String) -> Bool { producers[id]?.open != nil }

  var openIDs: [String] { producers.filter { $0.value.open != nil }.keys.sorted() }

  /// Appends to a topic; returns the offset.
  func produce(_ id: String, _ topic: Topic, key: [UInt8], value: [UInt8]?) -> Int {
    let transaction = producers[id]?.open ?? outcomes.count
    if producers[id]?.open == nil {
      outcomes.append(.open)
      producers[id]?.open = transaction
      producers[id]?.ended = nil
    }
    logs[topic, default: []].append(Entry(topic: topic, key: key, value: value, transaction: transaction))
    return (logs[topic]?.count ?? 0) - 1
  }

  func commit(_ id: String) {
    guard let open = producers[id]?.open else { return }
    outcomes[open] = .committed
    producers[id]?.open = nil
    producers[id]?.ended = open
  }

  func keepLateCommit(_ id: String, _ epoch: Int) { lateCommits.append((id, epoch)) }

  /// A request that was sent twice arrives the second time: it ends whatever its epoch has open.
  func deliverLateCommit() {
    guard !lateCommits.isEmpty else { return }
    let late = lateCommits.removeFirst()
    if isCurrent(late.id, late.epoch) { commit(late.id) }
  }

  // MARK: Readers

  /// The committed records before the first open transaction, and whether that is all of the log.
  func read(_ topic: Topic) -> (entries: [(offset: Int, entry: Entry)], isWhole: Bool) {
    let log = logs[topic] ?? []
    let end = log.firstIndex { outcomes[$0.transaction] == .open } ?? log.count
    let committed = log[..<end].enumerated().filter { outcomes[$0.element.transaction] == .committed }
    return (committed.map { (offset: $0.offset, entry: $0.element) }, end == log.count)
  }

  func end(_ topic: Topic) -> Int { logs[topic]?.count ?? 0 }
}
