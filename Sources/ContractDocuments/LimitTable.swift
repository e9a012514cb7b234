internal import CustomerContract

/// What each limit bounds, for the reference.
struct LimitTable {
  struct Row {
    /// The setting's name without `limits.`.
    let name: String
    let value: any KeyPath<Limits, Int> & Sendable
    let meaning: String
  }

  static let rows = [
    Row(name: "commandBytes", value: \.commandBytes, meaning: "bytes of a command"),
    Row(
      name: "depth", value: \.depth, meaning: "objects and arrays within each other; the command itself is the first"),
    Row(name: "members", value: \.members, meaning: "members of one object"),
    Row(name: "nameBytes", value: \.nameBytes, meaning: "bytes of a member's name, once its escapes are undone"),
    Row(name: "numberCharacters", value: \.numberCharacters, meaning: "characters of one number"),
    Row(name: "errors", value: \.errors, meaning: "errors that a result reports; `errorsOmitted` counts the others"),
  ]
}
