internal import Glibc

/// The member names of the objects that are being read, for finding duplicates.
///
/// Given what they mean, not how they are spelled.
struct MemberNames: ~Copyable {
  struct Name: BitwiseCopyable {
    var view: PaddedBytes
    var head: UInt64
  }

  /// The most names of an object that are compared with each other; more are sorted first.
  private static let pairwiseMaximum = 12

  private var names = TrivialStack<Name>()

  var count: Int { names.count }

  var capacity: Int { names.capacity }

  mutating func removeAll() {
    names.truncate(to: 0)
  }

  /// Drops all names and gives back the memory for many.
  mutating func giveBackMemory() {
    names.giveBackMemory()
  }

  mutating func removeAll(from first: Int) {
    names.truncate(to: first)
  }

  @inline(__always) mutating func append(_ name: PaddedBytes) {
    names.append(Name(view: name, head: name.head))
  }

  /// Calls `body` once for each name that appears twice or more from `first` on, and drops the names from there.
  @inline(__always) mutating func takeDuplicates(from first: Int, _ body: (PaddedBytes) -> Void) {
    let count = names.count - first
    if count > Self.pairwiseMaximum {
      findSorted(from: first, body)
    } else if count > 1 {
      findPairwise(from: first, body)
    }
    names.truncate(to: first)
  }

  @inline(__always) private func findPairwise(from first: Int, _ body: (PaddedBytes) -> Void) {
    for later in (first + 1)..<names.count {
      let head = names[later].head
      for index in first..<later where names[index].head == head {
        // The second reports all that follow.
        if isSame(index, later), countSame(as: later, in: first..<later) == 1 { body(names[later].view) }
      }
    }
  }

  private func countSame(as name: Int, in range: Range<Int>) -> Int {
    range.reduce(0) { $0 + (isSame($1, name) ? 1 : 0) }
  }

  @inline(__always) private func isSame(_ a: Int, _ b: Int) -> Bool {
    names[a].head == names[b].head && names[a].view.isEqual(to: names[b].view)
  }

  private mutating func findSorted(from first: Int, _ body: (PaddedBytes) -> Void) {
    names.sort(from: first) { a, b in
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
