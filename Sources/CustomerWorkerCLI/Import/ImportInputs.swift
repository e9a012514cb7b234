import BulkOnboarding
import CustomerContract
import Settings

/// The files that `import` is given, and what its options say of them.
struct ImportInputs {
  let paths: [String]
  let options: ImportOptions
  /// The headers that each record has besides its own.
  let headers: [(name: String, value: String)]

  /// Where the mapping of the file is written; nil writes none.
  let newMapping: String?

  init(_ invocation: Invocation, _ settings: WorkerSettings, _ environment: ProgramEnvironment) throws {
    paths = invocation.operands
    options = ImportOptions(
      format: invocation.text(of: .format).flatMap(RowFormat.init),
      encoding: invocation.text(of: .encoding).flatMap(TextEncoding.init),
      delimiter: invocation.text(of: .delimiter).flatMap(ValueSyntax.delimiter),
      columns: try ImportColumns(invocation, variables: environment.variables).options(),
      limits: settings.rules.limits)
    newMapping = invocation.text(of: .writeMapping)
    switch (settings.rules.workspace, invocation.text(of: .workspace)) {
    case (.open, nil): headers = []
    case (.header(let name), let workspace?): headers = [(name, workspace)]
    case (.header, nil):
      throw UsageError(
        "import: --workspace is missing; where auth.mode is header, each record has its workspace in a header",
        seeHelpOf: .importRows)
    case (.open, _?):
      throw UsageError(
        "import: --workspace is for auth.mode header; where it is open, a row has its own workspaceId",
        seeHelpOf: .importRows)
    }
    if paths.count(where: { $0 == "-" }) > 1 {
      throw UsageError("import: standard input can be read once", seeHelpOf: .importRows)
    }
    if newMapping != nil, paths.count > 1 {
      throw UsageError(
        "import: a mapping is that of one file; give --write-mapping with a single FILE", seeHelpOf: .importRows)
    }
  }

  /// Writes the mapping file where the user wants one.
  func writeMapping(_ plan: ImportPlan) throws(MappingFileError) {
    guard let newMapping else { return }
    do throws(ColumnMappingError) {
      try ColumnMapping(plan).write(to: newMapping)
    } catch {
      throw MappingFileError(path: newMapping, error: error)
    }
  }

  /// A path as a terminal may show it.
  static func shown(_ path: String) -> String { path == "-" ? "standard input" : path.printable(maximum: 200) }

  /// One file that is read as its name and its beginning say.
  init(path: String, limits: Limits) {
    paths = [path]
    options = ImportOptions(limits: limits)
    headers = []
    newMapping = nil
  }

  /// Opens a file; standard input is copied to a file without a name first.
  static func open(_ path: String, _ environment: ProgramEnvironment) throws(ImportInputError) -> ImportFile {
    do throws(ImportFileError) {
      if path != "-" { return try ImportFile(path: path) }
      return try ImportFile(copying: environment.streams.input, to: environment.temporaryFolder)
    } catch {
      throw ImportInputError(path: path, error: error)
    }
  }
}
