/// A place in a file; both count from 1.
struct YAMLMark: Equatable, Sendable {
  var line: Int
  var column: Int
}
