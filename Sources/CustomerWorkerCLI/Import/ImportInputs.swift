import BulkOnboarding
import CustomerContract
import Settings

/// The files that `import` is given, and what its options say of them.
struct ImportInputs {
  let paths: [String]
  let options: ImportOptions
  /// The headers that each record has besides its own.
  let headers: [(name: String, value: String)]

  init(_ invocation: Invocation, _ settings: WorkerSettings) throws(UsageError) {
    paths = invocation.operands
    let columns = ColumnOptions(
      mapped: invocation.pairs(of: .map).map { .init(column: $0.name, target: $0.value) },
      ignored: invocation.texts(of: .ignore), keyColumn: invocation.text(of: .keyColumn))
    options = ImportOptions(
      format: invocation.text(of: .format).flatMap(RowFormat.init),
      encoding: invocation.text(of: .encoding).flatMap(TextEncoding.init),
      delimiter: invocation.text(of: .delimiter).flatMap(ValueSyntax.delimiter), columns: columns,
      limits: settings.rules.limits)
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
  }

  /// A path as a terminal may show it.
  static func shown(_ path: String) -> String { path == "-" ? "standard input" : path.printable(maximum: 200) }

  /// One file that is read as its name and its beginning say.
  init(path: String, limits: Limits) {
    paths = [path]
    options = ImportOptions(limits: limits)
    headers = []
  }

  /// Opens a file; standard input is copied to a file without a name first.
  static func open(_ path: String, _ environment: ProgramEnvironment) throws(ImportInputError) -> ImportFile {
    do throws(ImportFileError) {
      if path != "-" { return try ImportFile(path: path) }
      return try ImportFile(copying: environment.streams.input, to: environment.variables["TMPDIR"] ?? "/tmp")
    } catch {
      throw ImportInputError(path: path, error: error)
    }
  }
}
