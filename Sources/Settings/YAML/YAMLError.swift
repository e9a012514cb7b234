/// What is wrong with a YAML text, and where.
struct YAMLError: Error, Equatable, Sendable {
  let location: YAMLLocation
  let problem: String
  let remedy: String
}
