import Glibc

/// One line on the terminal that is written over while work goes on; nothing when standard error is not a terminal.
struct Progress {
  private let descriptor: Int32
  private let isTerminal: Bool
  private var shownAtMilliseconds = Monotonic.milliseconds()
  private var isShown = false

  private static let intervalMilliseconds: Int64 = 250

  init(descriptor: Int32) {
    self.descriptor = descriptor
    isTerminal = isatty(descriptor) == 1
  }

  /// Shows a text made only when it is time for it.
  mutating func update(_ text: () -> String) {
    guard isTerminal else { return }
    let now = Monotonic.milliseconds()
    guard now - shownAtMilliseconds >= Self.intervalMilliseconds else { return }
    shownAtMilliseconds = now
    isShown = true
    write("\r\u{1B}[K" + text())
  }

  /// Clears the line.
  mutating func finish() {
    if isShown { write("\r\u{1B}[K") }
    isShown = false
  }

  private func write(_ text: String) {
    var writer = ByteWriter(descriptor: descriptor)
    try? writer.append(text)
    try? writer.flush()
  }
}
