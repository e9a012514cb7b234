/// A value of a YAML text: every scalar is taken as its text, whatever type YAML would give it.
struct YAMLNode: Equatable, Sendable {
  var content: Content
  let location: YAMLLocation

  indirect enum Content: Equatable, Sendable {
    /// A text; a plain one has no quotes.
    case scalar(String, isPlain: Bool)
    case sequence([YAMLNode])
    case mapping([Member])
  }

  struct Member: Equatable, Sendable {
    let name: String
    /// The location of the name.
    let location: YAMLLocation
    let value: YAMLNode
  }

  /// YAML's null, which leaves a setting at its default.
  var isUnset: Bool {
    if case .scalar(let text, isPlain: true) = content {
      ["", "~", "null", "Null", "NULL"].contains(text)
    } else {
      false
    }
  }
}
