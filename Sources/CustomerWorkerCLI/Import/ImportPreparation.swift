import BulkOnboarding
import CustomerContract
import Glibc
import Platform
import Settings

/// What an import does with files: it reads the user's, and writes those of the results.
final class ImportPreparation {
  private let settings: WorkerSettings
  private let options: KafkaImport.Options
  private let inputs: ImportInputs
  private let path: String
  private let reporter: ImportReporter
  private var file: ImportFile?
  private var input: ImportInput?
  private var folder: ResultFolder?
  /// Whether the account of the job is in the folder already.
  private var hasAccount = false
  /// The account as the files have it; nil before they are written.
  private(set) var account: Account?

  init(
    settings: WorkerSettings, options: KafkaImport.Options, inputs: ImportInputs, path: String,
    file: consuming ImportFile, reporter: ImportReporter
  ) {
    self.inputs = inputs
    self.path = path
    self.settings = settings
    self.options = options
    self.reporter = reporter
    self.file = consume file
  }

  // MARK: The user's file

  /// Reads and checks the file; nil when it is at fault, which the user has been told.
  func readFile(while isRunning: () -> Bool) throws(JobsTopicError) -> ImportInputFile? {
    // A job of a name that was made up now is new. Before the file is taken: without an answer this is called again.
    let known =
      options.isNamed ? try JobsTopicReader(settings).find(options.job, while: isRunning, onWait: { _ in }) : nil
    guard let file = file.take() else { return nil }
    let format = known?.opened.reading.layout.format
    do {
      if let known, !options.saysReading { return try prepare(file, known) }
      let stored = Double(max(1, file.storedBytes))
      let checked = try CheckedFile(file, inputs.options, keysFolder: known == nil ? options.temporaryFolder : nil) {
        reporter.showReading(file.name, share: Double($0) / stored)
      }
      let headerRows = checked.plan.start.row
      let summary = JobFile(
        name: file.name, bytes: checked.bytes, digest: checked.digest, rows: max(0, checked.rows - headerRows),
        lastRow: checked.rows, repeatedKeys: checked.repeatedKeys)
      try openFolder(file.path, format ?? checked.plan.layout.format, bytes: file.storedBytes, isResumed: known != nil)
      if known == nil, try isMostlyRejected(file, checked.plan) { return nil }
      try inputs.writeMapping(checked.plan)
      let input = ImportInput(file: file, plan: checked.plan, limits: settings.rules.limits)
      self.input = input
      return ImportInputFile(input: input, summary: summary, reading: checked.plan)
    } catch let error as ImportFileError {
      reporter.say(String(ImportInputError(path: path, error: error).text.dropLast()))
    } catch let error as MappingFileError {
      reporter.say(String(error.text.dropLast()))
    } catch let error as ResultFilesError {
      reporter.say("\(CommandTable.program): \(Self.text(error))")
    } catch {
      reporter.say("\(CommandTable.program): \(error)")
    }
    return nil
  }

  private static let rowsDecided = 10_000

  /// Decides the first rows here: a file of which most would be rejected is the wrong one, or its columns are.
  private func isMostlyRejected(_ file: borrowing ImportFile, _ plan: ImportPlan) throws(ImportFileError) -> Bool {
    var rows = try CommandRows(file, plan, from: plan.start, limits: settings.rules.limits, makesKeys: false)
    var run = DryRun(settings.rules, headers: inputs.headers, name: options.job.text)
    try run.decide(&rows, rowsMaximum: Self.rowsDecided)
    let account = run.finish()
    let decided = account.accepted + account.rejected
    guard Double(account.rejected) > options.maxRejected * Double(decided) else { return false }
    let codes = run.tally.sorted.prefix(5).map {
      "  \($0.count.grouped)  \($0.code.rawValue)  \($0.field.printable())\n"
    }
    reporter.say(
      "\(CommandTable.program): \(account.rejected.grouped) of the first \(decided.grouped) rows would be rejected, and nothing was sent:\n"
        + codes.joined() + "See all of them with --dry-run; to send them all the same, give --max-rejected 100%.")
    return true
  }

  /// A resume takes the way of reading from the job's beginning; whether the file is the same is the digest's to say.
  private func prepare(_ file: consuming ImportFile, _ job: Job) throws -> ImportInputFile {
    var summary = job.opened.file
    let digest = try FileDigest(of: file, job.opened.reading.layout)
    (summary.digest, summary.bytes) = (digest.text, digest.byteCount)
    try openFolder(file.path, job.opened.reading.layout.format, bytes: file.storedBytes, isResumed: true)
    try inputs.writeMapping(job.opened.reading)
    let input = ImportInput(file: file, plan: job.opened.reading, limits: settings.rules.limits)
    self.input = input
    return ImportInputFile(input: input, summary: summary, reading: nil)
  }

  /// Checks the folder and the names of the result files, before anything is sent.
  private func openFolder(
    _ path: String?, _ format: RowFormat, bytes: Int, isResumed: Bool
  ) throws(ResultFilesError) {
    guard options.waits else { return }
    let beside = path.map {
      $0.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    }
    let isAbsolute = path?.hasPrefix("/") ?? false
    let folder = options.output ?? (beside ?? "").ifEmpty(isAbsolute ? "/" : ".")
    do throws(ResultFilesError) {
      self.folder = try ResultFolder(
        path: folder, job: options.job.text, format: format, isResumed: isResumed, neededBytes: bytes)
    } catch .exists where isResumed {
      // The job is over, and its files are written.
      hasAccount = true
    } catch {
      throw error
    }
  }

  // MARK: The results

  func makeSpill() throws -> SpillFile {
    guard let folder else { throw ImportFileError.notRegular }
    return try folder.makeSpill()
  }

  /// Whether the results of the job are to be written.
  func needsFiles(_ job: Job) -> Bool { options.waits && !hasAccount && folder != nil }

  /// Writes the result files; the reason when that has failed.
  func write(_ job: Job, _ done: JobDone, _ answers: AnswerMerge) -> String? {
    guard let input, let folder else { return nil }
    do throws(ResultFilesError) {
      account = try JobResultFiles(input, folder).write(job, done, answers)
      return nil
    } catch {
      return Self.text(error)
    }
  }

  /// What is wrong with the result files, and what to do.
  private static func text(_ error: ResultFilesError) -> String {
    switch error {
    case .folder(let path, let reason):
      "the folder \(path.printable(maximum: 200)) takes no files: \(reason)\nName another one with --output."
    case .exists(let name):
      "the result file \(name.printable(maximum: 200)) is there already\nMove it away, name another folder with --output, or give the job another name with --job."
    case .noSpace(let folder, let needed, let free):
      "the results may take \(needed.grouped) bytes, and \(folder.printable(maximum: 200)) has room for \(free.grouped)\nName another folder with --output."
    case .cannotWrite(let name, let reason): "\(name.printable(maximum: 200)) cannot be written: \(reason)"
    case .input(let error): "the file cannot be read again: \(error)"
    }
  }
}

extension String {
  fileprivate func ifEmpty(_ other: String) -> String { isEmpty ? other : self }
}
