import BulkOnboarding
import Platform

/// A file that cannot be imported: nothing of it is sent.
struct ImportInputError: ProgramError, Equatable {
  let path: String
  let error: ImportFileError

  var exitCode: ExitCode { .noInput }

  /// Each error on a line of its own, with its remedy below it.
  var text: String {
    let name = ImportInputs.shown(path)
    let file = path == "-" ? "FILE" : path.shellWord
    let lines = error.lines(file, "\(CommandTable.program) import -") { $0.printable() }
    let program = CommandTable.program
    if case .header(let errors) = error {
      let count = errors.count == 1 ? "an error" : "\(errors.count.grouped) errors"
      return "\(program): \(name): the header has \(count), and nothing was read\n"
        + lines.dropLast().map(Self.indented).joined() + "\(HeaderError.remedy)\n"
    }
    return "\(program): \(name) \(lines.joined(separator: "\n"))\n"
  }

  /// One error of several; what does not fit on its line goes on further to the right.
  private static func indented(_ error: String) -> String {
    HelpText.wrap(error, indent: 4).joined(separator: "\n").dropFirst(2) + "\n"
  }
}
