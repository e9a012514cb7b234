/// What is wrong with a YAML text, and where.
struct YAMLFault: Error, Equatable, Sendable {
  let mark: YAMLMark
  let problem: String
  let remedy: String
}
