/// One step of libyaml's way through a text.
struct YAMLEvent: Sendable {
  let kind: Kind
  let location: YAMLLocation
  /// Whether an anchor (`&a`) or a tag (`!t`) is before the value.
  let isMarked: Bool

  enum Kind: Equatable, Sendable {
    case scalar(String, isPlain: Bool)
    case sequenceStart, sequenceEnd
    case mappingStart, mappingEnd
    case alias
    case documentStart, documentEnd
    case streamStart, streamEnd
  }
}
