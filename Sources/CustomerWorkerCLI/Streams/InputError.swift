/// A file of the user's that cannot be read.
struct InputError: Error, Equatable {
  let path: String
  let cause: StreamError

  /// A line for standard error.
  var text: String {
    let name = path == "-" ? "standard input" : path
    return "\(CommandTable.program): cannot read \(name): \(cause.reason)\n"
  }
}
