/// The results of several files in the order of their rows.
package struct AnswerMerge {
  private struct Source {
    let file: SpillFile
    var next: SpilledAnswer
  }

  /// A heap: the source with the lowest row is first.
  private var sources: [Source] = []

  init(_ files: [SpillFile]) throws(SpillError) {
    for file in files {
      try file.rewind()
      if let first = try file.next() { sources.append(Source(file: file, next: first)) }
    }
    // An ascending array is a heap.
    sources.sort { $0.next.row < $1.next.row }
  }

  package mutating func next() throws(SpillError) -> SpilledAnswer? {
    guard let answer = sources.first?.next else { return nil }
    if let following = try sources[0].file.next() {
      sources[0].next = following
    } else {
      sources.swapAt(0, sources.count - 1)
      sources.removeLast()
    }
    sink()
    return answer
  }

  private mutating func sink() {
    var index = 0
    while true {
      var least = index
      for child in [2 * index + 1, 2 * index + 2] where child < sources.count {
        if sources[child].next.row < sources[least].next.row { least = child }
      }
      if least == index { return }
      sources.swapAt(index, least)
      index = least
    }
  }
}
