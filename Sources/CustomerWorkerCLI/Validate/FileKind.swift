/// A kind of file that users give in the stead of lines of JSON.
enum FileKind: Equatable, Sendable {
  /// A compressed file: the name of the format, and the command that writes what is in it.
  case compressed(String, reader: String)
  /// Text in UTF-16 or UTF-32, as Windows PowerShell writes it.
  case wideText(String)
  case array
  /// One JSON value over many lines.
  case prettyPrinted

  /// The kind of the file and the remedy, as lines for standard error.
  ///
  /// - Parameters:
  ///   - path: as the user gave it; `-` for standard input.
  ///   - command: the command line that reads lines from standard input.
  func advice(_ path: String, _ command: String) -> String {
    let name = path == "-" ? "standard input" : path
    let file = path == "-" ? "FILE" : path.shellWord
    let (problem, remedy) =
      switch self {
      case .compressed(let format, let reader):
        ("is a compressed file (\(format)), and its bytes were read as they are", "\(reader) \(file)")
      case .wideText(let encoding):
        ("is \(encoding) text, and commands must be UTF-8", "iconv -f \(encoding) -t UTF-8 \(file)")
      case .array:
        ("is one JSON array, and each command must be a line of its own", "jq -c '.[]' \(file)")
      case .prettyPrinted:
        ("is JSON over many lines, and each command must be on one line", "jq -c . \(file)")
      }
    return "\(CommandTable.program): \(name) \(problem)\nTry: \(remedy) | \(command)\n"
  }
}
