internal import Glibc

/// The member names of the objects that are being read, for finding those that stand twice.
///
/// Given what they mean, not how they are spelled.
struct MemberNames: ~Copyable {
  private struct Name {
    var view: ByteView
    var head: UInt64
  }

  /// Up to so many names of an object are compared with each other; more are sorted first.
  private static let pairwiseMaximum = 12

  private var names: [Name] = []

  var count: Int { names.count }

  mutating func removeAll() {
    names.removeAll(keepingCapacity: true)
  }

  mutating func removeAll(from first: Int) {
    names.removeLast(names.count - first)
  }

  @inline(__always) mutating func append(_ name: ByteView) {
    names.append(Name(view: name, head: name.head))
  }

  /// Calls `body` once for each name that stands twice or more among those from `first` on, and drops them all.
  mutating func takeDuplicates(from first: Int, _ body: (ByteView) -> Void) {
    let count = names.count - first
    if count > Self.pairwiseMaximum {
      findSorted(from: first, body)
    } else if count > 1 {
      findPairwise(from: first, body)
    }
    names.removeLast(count)
  }

  private func findPairwise(from first: Int, _ body: (ByteView) -> Void) {
    for later in (first + 1)..<names.count {
      var earlier = 0
      for index in first..<later where isSame(index, later) { earlier += 1 }
      // The second stands for all that follow.
      if earlier == 1 { body(names[later].view) }
    }
  }

  @inline(__always) private func isSame(_ a: Int, _ b: Int) -> Bool {
    names[a].head == names[b].head && names[a].view.isEqual(to: names[b].view)
  }

  private mutating func findSorted(from first: Int, _ body: (ByteView) -> Void) {
    names[first...].sort { a, b in
      if a.view.count != b.view.count { return a.view.count < b.view.count }
      return unsafe memcmp(a.view.start, b.view.start, a.view.count) < 0
    }
    var runStart = first
    for index in (first + 1)..<names.count {
      guard isSame(runStart, index) else {
        runStart = index
        continue
      }
      if index == runStart + 1 { body(names[index].view) }
    }
  }
}
