internal import CustomerContract

/// What became of every row of a job.
///
/// rows = blank + unreadable + sent + unsent, and sent = accepted + rejected + unprocessed + waiting.
public struct Account: Equatable, Sendable {
  /// How far an import is.
  public enum State: String, Sendable, Codable {
    case sending, waiting, done, cancelled
    /// Nothing was sent: a dry run.
    case dryRun = "dry_run"
  }

  public var job: String
  public var state: State
  public var blank = 0
  public var unreadable = 0
  public var unsent = 0
  public var accepted = 0
  public var rejected = 0
  public var unprocessed: [UnprocessedReason: Int] = [:]
  /// Sent, and still to be answered.
  public var waiting = 0
  /// Rows whose key stood before in the file; nil where nobody counted.
  public var repeatedKeys: Int?
  /// Results in the job's offsets that name no row.
  public var unnamed = 0
  /// Rows with an accepted and a rejected result, which is a fault of the worker's; the first one counts.
  public var contradictions = 0
  /// Rows by the code of their first error.
  public var rejectedByCode: [String: Int] = [:]
  /// Rows by each code among their errors.
  public var errorsByCode: [String: Int] = [:]
  public var unreadableByReason: [String: Int] = [:]
  /// The names of the result files.
  public var files: [String] = []

  public init(job: String, state: State) { (self.job, self.state) = (job, state) }

  public var sent: Int { accepted + rejected + waiting + unprocessed.values.reduce(0, +) }
  public var rows: Int { blank + unreadable + sent + unsent }

  mutating func record(_ row: RejectedRow) {
    record(rejectedFor: row.codes)
  }

  /// Counts a rejected row by the codes of its errors.
  public mutating func record(rejectedFor codes: some Sequence<String>) {
    rejected += 1
    var seen: Set<String> = []
    for (index, code) in codes.enumerated() {
      if index == 0 { rejectedByCode[code, default: 0] += 1 }
      if seen.insert(code).inserted { errorsByCode[code, default: 0] += 1 }
    }
  }

  public mutating func record(_ reason: UnreadableReason) {
    unreadable += 1
    unreadableByReason[reason.code, default: 0] += 1
  }

  /// Adds another file's account.
  public mutating func add(_ other: Account) {
    blank += other.blank
    unreadable += other.unreadable
    unsent += other.unsent
    accepted += other.accepted
    rejected += other.rejected
    waiting += other.waiting
    unnamed += other.unnamed
    contradictions += other.contradictions
    unprocessed.merge(other.unprocessed, uniquingKeysWith: +)
    rejectedByCode.merge(other.rejectedByCode, uniquingKeysWith: +)
    errorsByCode.merge(other.errorsByCode, uniquingKeysWith: +)
    unreadableByReason.merge(other.unreadableByReason, uniquingKeysWith: +)
    if let repeated = other.repeatedKeys { repeatedKeys = (repeatedKeys ?? 0) + repeated }
    files += other.files
  }

  /// The JSON object of `JOB.account.json` and of `--json`, in one line.
  public var json: String { json(with: []) }

  /// The JSON object with more members behind its own.
  public func json(with members: [(name: String, json: String)]) -> String {
    var bytes: [UInt8] = []
    func add(_ name: String, _ value: String) {
      bytes.append(bytes.isEmpty ? UInt8(ascii: "{") : UInt8(ascii: ","))
      bytes.appendJSON(name)
      bytes.append(text: ":\(value)")
    }
    func quoted(_ text: String) -> String {
      var bytes: [UInt8] = []
      bytes.appendJSON(text)
      return String(decoding: bytes, as: UTF8.self)
    }
    func object(_ counts: [String: Int]) -> String {
      "{"
        + counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\(quoted($0.key)):\($0.value)" }
        .joined(separator: ",") + "}"
    }
    add("job", quoted(job))
    add("state", quoted(state.rawValue))
    add("rows", "\(rows)")
    add("blank", "\(blank)")
    add("unreadable", "\(unreadable)")
    add("sent", "\(sent)")
    add("unsent", "\(unsent)")
    add("accepted", "\(accepted)")
    add("rejected", "\(rejected)")
    add("unprocessed", object(Dictionary(uniqueKeysWithValues: unprocessed.map { ($0.rawValue, $1) })))
    add("waiting", "\(waiting)")
    if let repeatedKeys { add("repeatedKeys", "\(repeatedKeys)") }
    add("unnamed", "\(unnamed)")
    add("contradictions", "\(contradictions)")
    add("rejectedByCode", object(rejectedByCode))
    add("errorsByCode", object(errorsByCode))
    add("unreadableByReason", object(unreadableByReason))
    add("files", "[" + files.map(quoted).joined(separator: ",") + "]")
    for member in members { add(member.name, member.json) }
    bytes.append(UInt8(ascii: "}"))
    return String(decoding: bytes, as: UTF8.self)
  }
}
