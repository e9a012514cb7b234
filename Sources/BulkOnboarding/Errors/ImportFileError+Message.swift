extension ImportFileError {
  /// The error and the remedy, one line each: the first goes on behind the file's name.
  ///
  /// - Parameters:
  ///   - file: the path as a word of a shell's command line.
  ///   - command: the command line that reads rows from standard input.
  ///   - show: escapes texts of the user's for a terminal.
  public func lines(_ file: String, _ command: String, _ show: (String) -> String) -> [String] {
    switch self {
    case .unreadable(let reason): ["cannot be read: \(reason)"]
    case .notRegular: ["is no regular file", "Try: \(command) < \(file)"]
    case .cannotCopy(let folder, let reason):
      ["cannot be copied to \(folder): \(reason)", "Set TMPDIR to a folder with room, or import a file."]
    case .foreign(let foreign): foreign.lines(file, command)
    case .damaged(let reason, let row): ["\(reason); \(row) rows before that are whole"]
    case .changed: ["was changed while it was read", "Import it again when nobody writes to it."]
    case .noHeader: ["has no header", "The first row must name the columns by the fields that they become."]
    case .notUTF8(let cell, let offset):
      [
        "\(cell.text(show)): byte \(offset) is not UTF-8",
        "Save the file as UTF-8, or try: iconv -f WINDOWS-1252 -t UTF-8 \(file) | \(command)",
      ]
    case .quoteNotClosed(let cell, let bytes):
      [
        "\(cell.text(show)): the quote that opens the cell is not closed "
          + (bytes.map { "within \($0) bytes (limits.commandBytes)" } ?? "before the end of the file"),
        "A quote inside quotes is written as two.",
      ]
    case .rowTooLong(let row, let bytes): ["row \(row) is longer than \(bytes) bytes"]
    case .header(let errors): errors.map { $0.message(show) } + [HeaderError.remedy]
    }
  }
}

extension CellLocation {
  fileprivate func text(_ show: (String) -> String) -> String {
    "row \(row), column \(column)" + (name.map { " (\(show($0)))" } ?? "")
  }
}
