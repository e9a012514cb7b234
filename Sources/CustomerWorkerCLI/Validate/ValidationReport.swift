import CustomerContract

/// The output of `validate`: a JSON object for each line, or the account by code and field.
struct ValidationReport {
  private let isSummary: Bool
  private let namesFiles: Bool
  private var writer: ByteWriter
  private var summary = ValidationSummary()
  /// The file whose lines are reported, as the start of a JSON object; empty where files are not named.
  private var file: [UInt8] = []

  init(isSummary: Bool, namesFiles: Bool, descriptor: Int32) {
    self.isSummary = isSummary
    self.namesFiles = namesFiles
    writer = ByteWriter(descriptor: descriptor)
  }

  /// Begins the lines of a file.
  mutating func begin(_ path: String) {
    summary.begin(namesFiles ? path : nil)
    file = []
    guard namesFiles else { return }
    file.append(text: "\"file\":")
    file.appendJSON(path)
    file.append(text: ",")
  }

  mutating func record(
    _ decision: borrowing Decision, of processor: inout CommandProcessor, line: Int
  ) throws(StreamError) {
    if isSummary {
      summary.record(decision, line: line)
    } else {
      let file = file
      try writer.append { Self.append(decision, of: &processor, file, line, to: &$0) }
    }
  }

  mutating func finish(_ streams: StandardStreams) throws(StreamError) {
    if isSummary { try streams.write(summary.text) }
    try writer.flush()
  }

  private static func append(
    _ decision: borrowing Decision, of processor: inout CommandProcessor, _ file: [UInt8], _ line: Int,
    to bytes: inout [UInt8]
  ) {
    bytes.append(text: "{")
    bytes.append(contentsOf: file)
    bytes.append(text: "\"line\":\(line),\"verdict\":\"")
    if decision.isAccepted {
      bytes.append(text: "accepted\",\"customer\":")
      processor.appendCustomer(of: decision, to: &bytes)
    } else {
      bytes.append(text: "rejected\",\"errors\":")
      processor.appendErrors(of: decision, to: &bytes)
      if decision.errorsOmitted > 0 { bytes.append(text: ",\"errorsOmitted\":\(decision.errorsOmitted)") }
    }
    bytes.append(text: "}\n")
  }
}
