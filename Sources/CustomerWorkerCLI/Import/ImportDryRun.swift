import BulkOnboarding
import CustomerContract
import Platform
import Settings

/// `import --dry-run`: what the workers would say of the rows of files, without Kafka.
struct ImportDryRun {
  let inputs: ImportInputs
  let settings: WorkerSettings
  let isJSON: Bool
  let environment: ProgramEnvironment

  func run() throws -> ExitCode {
    var sum = Account(job: "", state: .dryRun)
    var isAnyRefused = false
    var reports: [DryRunReport] = []
    for path in inputs.paths {
      do {
        let report = try decide(path)
        sum.add(report.account)
        // The account of one file is not kept back by the next.
        try environment.write(isJSON ? report.json : report.text)
        reports.append(report)
      } catch let error as ImportInputError {
        environment.writeError(error.text)
        isAnyRefused = true
      }
    }
    if inputs.paths.count > 1, !reports.isEmpty {
      try environment.write(
        isJSON ? DryRunReport.sumJSON(sum, files: reports.count) : DryRunReport.sumText(sum, files: reports.count))
    }
    if isAnyRefused { return .noInput }
    return sum.rejected + sum.unreadable == 0 ? .success : .badData
  }

  private func decide(_ path: String) throws -> DryRunReport {
    let file = try ImportInputs.open(path, environment)
    let plan: ImportPlan
    do throws(ImportFileError) {
      plan = try ImportPlan(file, inputs.options)
    } catch {
      throw ImportInputError(path: path, error: error)
    }
    for warning in plan.warnings {
      environment.writeError(
        "\(CommandTable.program): \(ImportInputs.shown(path)): \(warning.message { $0.printable() })\n")
    }
    try inputs.writeMapping(plan)
    return try decide(file, plan, path)
  }

  private func decide(
    _ file: borrowing ImportFile, _ plan: ImportPlan, _ path: String
  ) throws(ImportInputError) -> DryRunReport {
    var progress = Progress("rows decided", of: nil, on: environment.streams)
    defer { progress.end() }
    do throws(ImportFileError) {
      let rows = try CommandRows(file, plan, from: plan.start, limits: settings.rules.limits, makesKeys: false)
      var run = DryRun(settings.rules, headers: inputs.headers, name: "")
      let bytes = Double(max(1, file.storedBytes))
      try run.decideAll(rows, keysFolder: environment.temporaryFolder) { progress.show($0, share: Double($1) / bytes) }
      if file.hasChanged { throw .changed }
      return DryRunReport(
        path: path, plan: plan, account: run.finish(), tally: run.tally, unreadable: run.unreadable,
        suspicions: run.suspicions, settings: settings)
    } catch {
      throw ImportInputError(path: path, error: error)
    }
  }
}
