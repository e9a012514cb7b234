public import CustomerContract

/// A number for each error code of the contract.
public struct CodeCounts: Sendable, Equatable {
  private var counts = Array(repeating: 0, count: ErrorCode.allCases.count)

  /// The index of `too_large` among all codes.
  static let tooLarge = ErrorCode.allCases.firstIndex(of: .tooLarge)!

  public init() {}

  public var sum: Int { counts.reduce(0, +) }

  /// Every code with its number, in the contract's order.
  public var all: [(code: ErrorCode, count: Int)] { Array(zip(ErrorCode.allCases, counts)) }

  public subscript(code: ErrorCode) -> Int {
    all.first { $0.code == code }?.count ?? 0
  }

  /// - Parameter index: of the code among all codes.
  mutating func add(_ count: Int = 1, at index: Int) {
    counts[index] += count
  }

  public static func += (total: inout CodeCounts, part: CodeCounts) {
    for index in part.counts.indices { total.counts[index] += part.counts[index] }
  }
}
