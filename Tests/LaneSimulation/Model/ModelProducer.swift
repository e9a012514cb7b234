/// What librdkafka's producer knows.
struct ModelProducer {
  var isMade = false
  var epoch: Int32 = -1
  var isFenced = false
  var isAbortable = false
  /// The broker refuses a sequence number of it in each transaction.
  var isOutOfSequence = false
  /// Its coordinator has moved, and no call that ends a transaction hears of it.
  var isUnheard = false
  /// A request of the open transaction has reached the coordinator.
  var hasReachedCoordinator = false
  /// One record a batch.
  var isIsolating = false
  /// The results of the open transaction, each with its tag.
  var results: [(result: PublishedResult, tag: Int)] = []
  /// How many of them are written, or will not be.
  var reported = 0
  /// At least once: how many of them the log has.
  var written = 0

  // What the lane hears of lost connections.
  var closedConnections = 0
  var hasLogLine = false
  var hasError = false

  mutating func begin() {
    isAbortable = isOutOfSequence
    hasReachedCoordinator = false
    results.removeAll(keepingCapacity: true)
    reported = 0
    written = 0
  }

  /// The brokers refuse a batch that holds a result of more bytes than they take.
  var oversized: [Int] {
    results.filter { $0.result.bytes > ModelCommand.resultBytesMaximum }.map(\.tag)
  }
}
