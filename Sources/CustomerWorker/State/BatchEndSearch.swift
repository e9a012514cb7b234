/// A search for the end of a batch whose records cannot be read.
///
/// A reader that begins anywhere inside such a batch is told the batch's first offset, and one that begins outside is not.
/// So the end is found by asking: with steps that double until an offset is outside, and then by halving.
package struct BatchEndSearch: Equatable, Sendable {
  /// The offset of the batch's first record.
  package let base: Int64
  /// The last offset that is known to be inside.
  private var inside: Int64
  /// The first offset that is known to be outside.
  private var outside: Int64
  private var isDoubling = true

  /// Begins a search.
  ///
  /// - Parameter lastStableOffset: an offset behind the batch: that of the first record that is not committed yet.
  init(base: Int64, lastStableOffset: Int64) {
    self.base = base
    inside = base
    outside = max(lastStableOffset, base + 1)
  }

  /// The offset after the batch's last record; nil until it is known.
  var end: Int64? { outside == inside + 1 ? outside : nil }

  /// The offset to ask about next; nil when the end is known.
  package var probe: Int64? {
    guard end == nil else { return nil }
    let middle = inside + (outside - inside) / 2
    return isDoubling ? min(inside + (inside - base) + 1, middle) : middle
  }

  /// Hears whether the offset that was asked about is inside the batch.
  package mutating func answered(isInside: Bool) {
    guard let probe else { return }
    if isInside {
      inside = probe
    } else {
      outside = probe
      isDoubling = false
    }
  }
}
