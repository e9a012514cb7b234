/// The open connections and how long each may stay: which to close, as a value without sockets and clocks.
///
/// libmicrohttpd's own time-out starts again with each byte, so that clients which send one now and then keep their
/// connections, and in the end all of them, forever.
struct ConnectionTable {
  /// How long a request may take to come, from its connection's beginning or from the answer before it.
  static let requestMilliseconds: Int64 = 5000
  /// How long an answer may take to be read.
  static let answerMilliseconds: Int64 = 30_000

  private struct Connection {
    var isComplete = false
    /// When it was accepted, or what is under way began.
    var since: Int64

    var deadline: Int64 {
      since + (isComplete ? ConnectionTable.answerMilliseconds : ConnectionTable.requestMilliseconds)
    }
  }

  private let maximum: Int
  private var connections: [Int32: Connection] = [:]
  /// No connection expires before; the earliest deadline when it was last looked for.
  private var nextLook = Int64.max

  /// - Parameter maximum: how many connections there may be.
  init(maximum: Int) { self.maximum = maximum }

  var count: Int { connections.count }

  /// The time at which `takeExpired` may find something; nil while there is nothing to wait for.
  var nextDeadline: Int64? { nextLook == .max ? nil : nextLook }

  mutating func accepted(_ socket: Int32, at now: Int64) { begin(socket, Connection(since: now)) }

  /// The request was read as a whole.
  mutating func requested(_ socket: Int32, at now: Int64) {
    if connections[socket] != nil { begin(socket, Connection(isComplete: true, since: now)) }
  }

  /// The answer was handed to the system; another request may follow.
  mutating func answered(_ socket: Int32, at now: Int64) {
    if connections[socket] != nil { begin(socket, Connection(since: now)) }
  }

  mutating func closed(_ socket: Int32) { connections[socket] = nil }

  /// The sockets to close now: those past their deadline, and when all connections are in use, the one that has waited
  /// longest for its request. The table has them until they are `closed`.
  mutating func takeExpired(at now: Int64) -> [Int32] {
    var expired: [Int32] = []
    if now >= nextLook {
      expired = connections.filter { $0.value.deadline <= now }.map(\.key)
      nextLook = connections.values.lazy.map(\.deadline).filter { $0 > now }.min() ?? .max
    }
    if connections.count >= maximum, expired.isEmpty, let longest = connections.min(by: Self.givesWayBefore) {
      expired = [longest.key]
    }
    return expired
  }

  private mutating func begin(_ socket: Int32, _ connection: Connection) {
    connections[socket] = connection
    nextLook = min(nextLook, connection.deadline)
  }

  private static func givesWayBefore(
    _ a: Dictionary<Int32, Connection>.Element, _ b: Dictionary<Int32, Connection>.Element
  ) -> Bool {
    a.value.isComplete == b.value.isComplete ? a.value.since < b.value.since : !a.value.isComplete
  }
}
