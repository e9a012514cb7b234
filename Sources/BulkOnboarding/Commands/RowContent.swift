/// What a row is.
public enum RowContent: Equatable, Sendable {
  /// White space, or cells without text: nothing is sent.
  case blank
  /// Nothing is sent, and the row is told.
  case unreadable(UnreadableReason)
  case command
}

/// Why no command can be made of a row.
public enum UnreadableReason: Hashable, Sendable {
  /// A cell behind the last column of the header has text.
  case extraCells
  /// Something stands between a closing quote and the end of its cell.
  case textAfterQuote
  /// The row has no key where `--key-column` asks for one.
  case noKey
  case keyTooLong
  /// A CloudEvent with a `correlationid` of its own: its result would not name the row.
  case ownCorrelation
  case tooLarge(bytes: Int)

  /// Stable, for programs.
  public var code: String {
    switch self {
    case .extraCells: "extra_cells"
    case .textAfterQuote: "text_after_quote"
    case .noKey: "no_key"
    case .keyTooLong: "key_too_long"
    case .ownCorrelation: "own_correlation"
    case .tooLarge: "too_large"
    }
  }

  /// For people; never with a text of the row.
  public var message: String {
    switch self {
    case .extraCells: "the row has more cells than the header has columns"
    case .textAfterQuote: "a cell goes on behind its closing quote; a quote inside quotes is written as two"
    case .noKey: "the row has no key in the column that --key-column names"
    case .keyTooLong: "the row's key is longer than \(RowKey.bytesMaximum) bytes"
    case .ownCorrelation: "the event has a correlationid of its own, so its result would not name the row"
    case .tooLarge(let bytes): "the command is larger than limits.commandBytes, \(bytes) bytes"
    }
  }
}
