/// A line and a column of a file; both count from 1.
struct YAMLLocation: Equatable, Sendable {
  var line: Int
  var column: Int
}
