/// A file of the user's that cannot be read.
struct InputFault: Error, Equatable {
  let path: String
  let fault: StreamFault

  /// A line for standard error.
  var text: String {
    let name = path == "-" ? "standard input" : path
    return "\(CommandTable.program): cannot read \(name): \(fault.reason)\n"
  }
}
