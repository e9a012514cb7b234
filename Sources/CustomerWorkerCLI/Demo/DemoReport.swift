import FoundationEssentials
import Kafka

/// What the demo saw: the account, and the first results of each kind.
struct DemoReport {
  var sent = 0
  private(set) var accepted = 0
  private(set) var rejected = 0
  private var started: ContinuousClock.Instant?
  private var ended: ContinuousClock.Instant?
  private var acceptedShown: [String] = []
  private var rejectedShown: [String] = []

  private static let shown = 3

  var answered: Int { accepted + rejected }

  mutating func startClock() {
    if started == nil { started = .now }
  }

  mutating func note(_ record: borrowing ConsumedRecord, isAccepted: Bool) {
    if isAccepted { accepted += 1 } else { rejected += 1 }
    ended = .now
    guard (isAccepted ? acceptedShown : rejectedShown).count < Self.shown, let value = record.value else { return }
    let data = Data(value.withUnsafeBytes { unsafe [UInt8]($0) })
    if isAccepted {
      acceptedShown.append(Self.acceptedText(data))
    } else {
      rejectedShown.append(Self.rejectedText(data))
    }
  }

  var text: String {
    let seconds = started.flatMap { start in ended.map { max(0.001, ($0 - start) / .seconds(1)) } } ?? 0.001
    let rate = Int(Double(answered) / seconds)
    return """

      Accepted, the first \(acceptedShown.count):
      \(acceptedShown.joined(separator: "\n"))

      Rejected, the first \(rejectedShown.count):
      \(rejectedShown.joined(separator: "\n"))

      Account: \(grouped(sent)) sent = \(grouped(accepted)) accepted + \(grouped(rejected)) rejected; \
      \(grouped(rate)) records/s.

      """
  }

  // MARK: A result, readably

  private struct Accepted: Decodable {
    struct Customer: Decodable {
      let legalName: String
      let customerType: String
      let status: String
    }
    struct Position: Decodable {
      let partition: Int32
      let offset: Int64
    }
    let customerId: String
    let customer: Customer
    let position: Position
  }

  private struct Rejected: Decodable {
    struct Fault: Decodable {
      let code: String
      let pointer: String
      let message: String
    }
    let status: Int
    let title: String
    let errors: [Fault]
    let position: Accepted.Position
  }

  private static func acceptedText(_ data: Data) -> String {
    guard let result = try? JSONDecoder().decode(Accepted.self, from: data) else { return "  (a result this cannot show)" }
    return """
        \(result.customerId)  \(result.customer.legalName)
          \(result.customer.customerType), \(result.customer.status); \
      command at partition \(result.position.partition), offset \(result.position.offset)
      """
  }

  private static func rejectedText(_ data: Data) -> String {
    guard let result = try? JSONDecoder().decode(Rejected.self, from: data) else { return "  (a result this cannot show)" }
    let errors = result.errors.map { fault in
      "    \(fault.pointer.isEmpty ? "(command)" : fault.pointer)  \(fault.code): \(fault.message)"
    }
    return """
        \(result.status) \(result.title); \
      command at partition \(result.position.partition), offset \(result.position.offset)
      \(errors.joined(separator: "\n"))
      """
  }
}
