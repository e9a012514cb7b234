import CustomerContract

/// The output of `validate`, in one of the forms of `--output`.
enum ValidationReport {
  /// A JSON object for each line.
  case lines(ByteWriter)
  /// The account by code and field.
  case summary(ValidationSummary)

  mutating func record(
    _ decision: borrowing Decision, of processor: inout CommandProcessor, line: Int
  ) throws(StreamError) {
    switch self {
    case .summary(var summary):
      self = .summary(ValidationSummary())
      summary.record(decision, line: line)
      self = .summary(summary)
    case .lines(var writer):
      self = .summary(ValidationSummary())
      try writer.append { Self.append(decision, of: &processor, line: line, to: &$0) }
      self = .lines(writer)
    }
  }

  func finish(_ environment: ProgramEnvironment) throws(StreamError) {
    switch self {
    case .summary(let summary): try environment.write(summary.text)
    case .lines(var writer): try writer.flush()
    }
  }

  private static func append(
    _ decision: borrowing Decision, of processor: inout CommandProcessor, line: Int, to bytes: inout [UInt8]
  ) {
    bytes.append(contentsOf: "{\"line\":\(line),\"verdict\":\"".utf8)
    if decision.isAccepted {
      bytes.append(contentsOf: "accepted\",\"customer\":".utf8)
      processor.appendCustomer(of: decision, to: &bytes)
    } else {
      bytes.append(contentsOf: "rejected\",\"errors\":".utf8)
      processor.appendErrors(of: decision, to: &bytes)
      if decision.errorsOmitted > 0 { bytes.append(contentsOf: ",\"errorsOmitted\":\(decision.errorsOmitted)".utf8) }
    }
    bytes.append(contentsOf: "}\n".utf8)
  }
}
