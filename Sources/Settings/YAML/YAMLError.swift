/// A fault of a YAML text, and its location.
struct YAMLError: Error, Equatable, Sendable {
  let location: YAMLLocation
  let problem: String
  let remedy: String
}
