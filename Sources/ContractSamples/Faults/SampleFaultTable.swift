internal import CustomerContract

/// The faults that commands of a table can have.
struct SampleFaultTable: Sendable {
  let all: [SampleFault]
  /// The faults of each code; codes that are frequent in real life are in it more than once.
  private let deck: [[SampleFault]]
  /// The faults that one command can have several of: those that are reported together.
  private let fieldDeck: [[SampleFault]]

  private static let fieldWeight = 3

  init(_ fields: [SampleField]) {
    let all =
      ByteFaults.all + SyntaxFaults.all(fields) + LimitFaults.all(fields) + DuplicateFaults.all(fields)
      + EventFaults.all + TypeFaults.all(fields) + ValueFaults.all(fields) + MemberFaults.all(fields)
    let groups = ErrorCode.allCases.map { code in all.filter { $0.code == code } }.filter { !$0.isEmpty }
    fieldDeck = groups.filter { $0[0].code.isOfField }
    deck = groups + [[[SampleFault]]](repeating: fieldDeck, count: Self.fieldWeight - 1).flatMap(\.self)
    self.all = all
  }

  /// One fault, or a few of the fields.
  func pick(_ random: inout SampleRandom) -> [SampleFault] {
    let first = random.pick(random.pick(deck))
    guard first.code.isOfField, random.chance(30) else { return [first] }
    return [first] + (0..<random.within(1...3)).map { _ in random.pick(random.pick(fieldDeck)) }
  }
}

extension ErrorCode {
  /// Whether the stage that judges fields reports the code.
  fileprivate var isOfField: Bool { status == 422 }
}
