public import CustomerContract

/// The errors of many rows by code and field, with the first rows of each.
public struct RejectionTally: Sendable {
  public struct Entry: Sendable, Equatable {
    public let code: ErrorCode
    /// The member of the command, as a JSON pointer; empty for the command itself.
    public let field: String
    public var count = 0
    /// The first three.
    public var firstRows: [Int] = []
  }

  private struct Name: Hashable {
    let code: ErrorCode
    let field: String
  }

  private static let rowsShown = 3
  /// The most entries: names of unknown members are the users'.
  private static let entriesMaximum = 1000
  private static let otherFields = "(other fields)"

  private var entries: [Name: Entry] = [:]
  private var lastRows: [Name: Int] = [:]
  /// Rows by the code of their first error, and by each code among their errors.
  public private(set) var byFirstCode: [ErrorCode: Int] = [:]
  public private(set) var byCode: [ErrorCode: Int] = [:]
  public private(set) var rejected = 0
  /// Errors past `limits.errors` of their row.
  public private(set) var errorsOmitted = 0

  public init() {}

  public mutating func record(_ decision: borrowing Decision, row: Int) {
    rejected += 1
    errorsOmitted += decision.errorsOmitted
    var codes: [ErrorCode] = []
    for error in decision.errors {
      if codes.isEmpty { byFirstCode[error.code, default: 0] += 1 }
      if !codes.contains(error.code) {
        codes.append(error.code)
        byCode[error.code, default: 0] += 1
      }
      record(Name(code: error.code, field: Self.field(of: error.pointer)), row)
    }
  }

  /// Counts a row once, however often it has the error.
  private mutating func record(_ name: Name, _ row: Int) {
    let isNew = entries[name] == nil
    let name = isNew && entries.count >= Self.entriesMaximum ? Name(code: name.code, field: Self.otherFields) : name
    guard lastRows.updateValue(row, forKey: name) != row else { return }
    entries[name, default: Entry(code: name.code, field: name.field)].count += 1
    if (entries[name]?.firstRows.count ?? 0) < Self.rowsShown { entries[name]?.firstRows.append(row) }
  }

  /// The first part of a pointer: `/billingAddress` of `/billingAddress/city`.
  private static func field(of pointer: String) -> String {
    let end = pointer.utf8.dropFirst().firstIndex(of: UInt8(ascii: "/")) ?? pointer.endIndex
    return String(pointer[..<end])
  }

  /// The entries, those of the most rows first.
  public var sorted: [Entry] {
    let order = Dictionary(uniqueKeysWithValues: ErrorCode.allCases.enumerated().map { ($1, $0) })
    return entries.values.sorted { one, other in
      (-one.count, order[one.code] ?? 0, one.field) < (-other.count, order[other.code] ?? 0, other.field)
    }
  }

  /// Adds the counts of rejected rows to an account.
  public func add(to account: inout Account) {
    account.rejected += rejected
    for (code, count) in byFirstCode { account.rejectedByCode[code.rawValue, default: 0] += count }
    for (code, count) in byCode { account.errorsByCode[code.rawValue, default: 0] += count }
  }
}
