@testable internal import CustomerContract
internal import Glibc

/// How often each outcome came: a fuzzer that meets only texts that are not JSON has looked at little.
struct FuzzAccount {
  private(set) var inputs = 0
  private var accepted = 0
  private var byCode: [ErrorCode: Int] = [:]

  mutating func add(_ output: FuzzOutput) {
    inputs += 1
    if output.isAccepted { accepted += 1 }
    if let code = output.codes.first { byCode[code, default: 0] += 1 }
  }

  func print() {
    let codes = ErrorCode.allCases.map { "\($0.rawValue) \(byCode[$0, default: 0])" }
    let line = "\(inputs) inputs: \(accepted) accepted; by the first code: \(codes.joined(separator: ", "))\n"
    write(STDERR_FILENO, line, line.utf8.count)
  }
}

/// Writes results to the file that the variable `FUZZ_RESULTS` names, as a JSON text sequence (RFC 7464).
final class FuzzResults {
  private let file: UnsafeMutablePointer<FILE>?

  init() {
    file = getenv("FUZZ_RESULTS").flatMap { fopen($0, "w") }
  }

  func append(_ result: [UInt8]) {
    guard let file else { return }
    let record = [0x1E] + result + [0x0A]
    fwrite(record, 1, record.count, file)
  }
}
