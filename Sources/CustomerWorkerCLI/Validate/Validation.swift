import CustomerContract
import Settings

/// The decisions on the lines of files, and their report.
struct Validation: ~Copyable {
  private var processor: CommandProcessor
  private let headers: RecordHeaders
  private var report: ValidationReport
  private let streams: StandardStreams
  private let isSummary: Bool
  /// The number of rejected lines.
  private(set) var rejected = 0

  /// - Parameter namesFiles: whether the report says which file a line is in.
  init(
    settings: WorkerSettings, headers: [(name: String, value: String)], isSummary: Bool, namesFiles: Bool,
    streams: StandardStreams
  ) {
    processor = CommandProcessor(rules: settings.rules, format: settings.results)
    var recordHeaders = processor.makeHeaders()
    for (name, value) in headers { recordHeaders.append(name: name, value: value) }
    self.headers = recordHeaders
    report = ValidationReport(isSummary: isSummary, namesFiles: namesFiles, descriptor: streams.output)
    self.streams = streams
    self.isSummary = isSummary
  }

  /// Decides the lines of a file, and says on standard error when they look like those of another kind of file.
  mutating func decide(_ file: consuming InputFile, _ path: String) throws {
    var recognizer = FileRecognizer()
    var progress = Progress("lines decided", of: nil, on: streams, writesOutput: !isSummary)
    defer { progress.end() }
    report.begin(path)
    while try file.next() {
      let decision = processor.decide(value: file.line, headers: headers)
      if !decision.isAccepted { rejected += 1 }
      try report.record(decision, of: &processor, line: file.lineNumber)
      if !recognizer.isDecided, let kind = recognizer.read(file.line, isJSON: Self.isJSON(decision)) {
        progress.end()
        streams.writeError(kind.advice(path, Self.reader))
      }
      if file.lineNumber & 255 == 0 { progress.show(file.lineNumber, share: file.shareRead) }
    }
    if let kind = recognizer.end() {
      progress.end()
      streams.writeError(kind.advice(path, Self.reader))
    }
  }

  private static func isJSON(_ decision: borrowing Decision) -> Bool {
    let code = decision.errors.first?.code
    return code != .notJSON && code != .notUTF8
  }

  private static let reader = "\(CommandTable.program) validate -"

  /// Writes what is left of the report.
  consuming func finish() throws -> Int {
    try report.finish(streams)
    return rejected
  }
}
