/// The value of a YAML text, with as many of its errors as can be found.
///
/// Only what settings need is taken: one document of maps, lists and texts. Anchors, aliases and tags are errors: what
/// they stand for is somewhere else than where a reader looks.
struct YAMLDocument: Sendable {
  /// `nil` for a text without a value.
  private(set) var root: YAMLNode?
  private(set) var errors: [YAMLError] = []

  static let depthMaximum = 16

  static func read(_ bytes: [UInt8]) -> YAMLDocument {
    var document = YAMLDocument()
    do throws(YAMLError) {
      var parser = try YAMLParser(bytes)
      try document.read(&parser)
    } catch {
      document.errors.append(error)
    }
    return document
  }

  private mutating func read(_ parser: inout YAMLParser) throws(YAMLError) {
    while true {
      let event = try parser.next()
      switch event.kind {
      case .streamEnd: return
      case .streamStart, .documentEnd: break
      case .documentStart:
        if root != nil {
          throw YAMLError(
            location: event.location, problem: "the file has a second document",
            remedy: "write every setting into the first one, and take `---` out")
        }
      default: root = try node(event, &parser, depth: 1)
      }
    }
  }

  /// The value that begins with an event.
  private mutating func node(_ event: YAMLEvent, _ parser: inout YAMLParser, depth: Int) throws(YAMLError) -> YAMLNode {
    if depth > Self.depthMaximum {
      throw YAMLError(
        location: event.location, problem: "the file has more than \(Self.depthMaximum) values inside each other",
        remedy: "take the inner ones out: no setting is as deep")
    }
    if event.isMarked || event.kind == .alias {
      errors.append(
        YAMLError(
          location: event.location, problem: "anchors (&), aliases (*) and tags (!) are not taken here",
          remedy: "write the value itself, in quotes if it begins with one of these characters"))
    }
    switch event.kind {
    case .scalar(let text, let isPlain):
      return YAMLNode(content: .scalar(text, isPlain: isPlain), location: event.location)
    case .sequenceStart: return YAMLNode(content: .sequence(try elements(&parser, depth)), location: event.location)
    case .mappingStart: return YAMLNode(content: .mapping(try members(&parser, depth)), location: event.location)
    // An alias, which has been reported.
    default: return YAMLNode(content: .scalar("", isPlain: true), location: event.location)
    }
  }

  private mutating func elements(_ parser: inout YAMLParser, _ depth: Int) throws(YAMLError) -> [YAMLNode] {
    var elements: [YAMLNode] = []
    while true {
      let event = try parser.next()
      if event.kind == .sequenceEnd { return elements }
      elements.append(try node(event, &parser, depth: depth + 1))
    }
  }

  private mutating func members(_ parser: inout YAMLParser, _ depth: Int) throws(YAMLError) -> [YAMLNode.Member] {
    var members: [YAMLNode.Member] = []
    var lines: [String: Int] = [:]
    while true {
      let event = try parser.next()
      if event.kind == .mappingEnd { return members }
      let name = try node(event, &parser, depth: depth + 1)
      let value = try node(try parser.next(), &parser, depth: depth + 1)
      guard case .scalar(let text, _) = name.content else {
        errors.append(
          YAMLError(location: name.location, problem: "a name must be one text", remedy: "write `name: value`"))
        continue
      }
      if let line = lines[text] {
        errors.append(
          YAMLError(
            location: name.location,
            problem: "\"\(DisplayedValue.line(text))\" appears here a second time; the first is on line \(line)",
            remedy: "keep one of the two"))
        continue
      }
      lines[text] = name.location.line
      members.append(YAMLNode.Member(name: text, location: name.location, value: value))
    }
  }
}
