/// The name that was most likely meant; `nil` when none is near. Case does not count.
///
/// Near are, by Damerau and Levenshtein, a third of the typed characters and no more than three edits (an inserted, a
/// missing, a wrong or two swapped characters): more, and the suggestion would be a guess.
public func nearestName(to typed: String, among names: [String]) -> String? {
  let lowered = Array(typed.lowercased())
  var nearest: (name: String, distance: Int)?
  for name in names {
    let bound = min(3, lowered.count / 3, nearest.map { $0.distance - 1 } ?? .max)
    let candidate = Array(name.lowercased())
    guard bound >= 0, abs(candidate.count - lowered.count) <= bound else { continue }
    let distance = editDistance(lowered, candidate)
    if distance <= bound { nearest = (name, distance) }
  }
  return nearest?.name
}

/// How many edits lead from one word to another; no part is edited twice.
private func editDistance(_ from: [Character], _ to: [Character]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...to.count)
  for (row, character) in from.enumerated() {
    var current = [row + 1]
    for (column, other) in to.enumerated() {
      var distance = min(last[column + 1] + 1, current[column] + 1, last[column] + (character == other ? 0 : 1))
      if row > 0, column > 0, character == to[column - 1], from[row - 1] == other {
        distance = min(distance, beforeLast[column - 1] + 1)
      }
      current.append(distance)
    }
    (beforeLast, last) = (last, current)
  }
  return last[to.count]
}
