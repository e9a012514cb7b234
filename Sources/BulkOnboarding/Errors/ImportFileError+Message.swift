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
        "Name the encoding of the file, as --encoding windows-1252, or save it as UTF-8.",
      ]
    case .notInEncoding(let encoding, let cell, let offset):
      [
        "\(cell.text(show)): byte \(offset) begins no character of \(encoding)",
        "Give --encoding the encoding that the file was saved in, or save it as UTF-8.",
      ]
    case .noConversion(let encoding):
      [
        "is in \(encoding), and this computer's C library has no table of it",
        "It is a file of glibc's folder gconv, which Debian has in libc6. Or save the file as UTF-8.",
      ]
    case .array(let error, let row): error.lines(row)
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
    "row \(row)" + (column.map { ", column \($0)" } ?? "") + (name.map { " (\(show($0)))" } ?? "")
  }
}
