import FoundationEssentials

/// Writes results as people read them, each line with its line feed.
struct ResultReader {
  /// Whether the results are whole CloudEvents.
  let isStructured: Bool

  private static let errorsShown = 5

  func accepted(_ bytes: [UInt8]) -> String {
    guard let result = decode(Accepted.self, bytes) else { return "  (a result that cannot be shown)\n" }
    let customer = result.customer
    return """
        \(customer.legalName.printable())
          \(customer.customerType), \(customer.status); customer \(result.customerId)
          command at \(result.position)

      """
  }

  func rejected(_ bytes: [UInt8]) -> String {
    guard let result = decode(Rejected.self, bytes) else { return "  (a result that cannot be shown)\n" }
    let errors = result.errors.prefix(Self.errorsShown).map { error in
      "    \(error.code)  \(error.pointer.isEmpty ? "" : error.pointer.printable() + "  ")\(error.message)\n"
    }
    let more = result.errors.count + (result.errorsOmitted ?? 0) - errors.count
    return "  \(result.status) \(result.title)\n" + errors.joined()
      + (more > 0 ? "    and \(more.grouped) more\n" : "") + "    command at \(result.position)\n"
  }

  /// The offset of a result's command, from its position, which is at the end of every result.
  static func commandOffset(_ bytes: [UInt8]) -> Int64? {
    let name = Array("\"offset\":".utf8)
    guard bytes.count > name.count else { return nil }
    var start = bytes.count - name.count
    while start > 0, !bytes[start...].starts(with: name) { start -= 1 }
    let digits = bytes[(start + name.count)...].prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
    return Int64(String(decoding: digits, as: UTF8.self))
  }

  // MARK: The results

  private struct Event<Result: Decodable>: Decodable {
    let data: Result
  }

  private struct Accepted: Decodable {
    let customerId: String
    let customer: Customer
    let position: Position
  }

  private struct Customer: Decodable {
    let legalName: String
    let customerType: String
    let status: String
  }

  private struct Rejected: Decodable {
    let status: Int
    let title: String
    let errors: [Fault]
    let errorsOmitted: Int?
    let position: Position
  }

  private struct Fault: Decodable {
    let code: String
    let pointer: String
    let message: String
  }

  private struct Position: Decodable, CustomStringConvertible {
    let partition: Int32
    let offset: Int64

    var description: String { "partition \(partition), offset \(offset)" }
  }

  private func decode<Result: Decodable>(_ type: Result.Type, _ bytes: [UInt8]) -> Result? {
    let decoder = JSONDecoder()
    let data = Data(bytes)
    return isStructured
      ? try? decoder.decode(Event<Result>.self, from: data).data : try? decoder.decode(Result.self, from: data)
  }
}
