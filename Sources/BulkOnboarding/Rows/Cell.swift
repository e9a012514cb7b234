/// A cell of a row: where its text is, without quotes around it.
struct Cell: BitwiseCopyable {
  /// From the row's first byte.
  var start: Int32
  var end: Int32
  /// Whether there are quotes around the text.
  var isQuoted: Bool
  /// Whether a quote in the text is written as two.
  var hasDoubledQuotes: Bool

  @inline(__always) var count: Int { Int(end &- start) }
  @inline(__always) var isEmpty: Bool { start == end }
}
