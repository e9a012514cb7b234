internal import CustomerContract

/// JSON Schema of a field.
extension Field {
  /// - Parameters:
  ///   - acceptsNull: Whether a null counts as absent.
  ///   - acceptsEmpty: Whether an empty string counts as absent.
  func schema(acceptsNull: Bool = false, acceptsEmpty: Bool = false) -> JSONTree {
    var schema: JSONTree = ["description": .string(summary)]
    if acceptsEmpty {
      schema.set("anyOf", [rules(acceptsNull: acceptsNull), ["const": ""]])
    } else {
      schema.merge(rules(acceptsNull: acceptsNull))
    }
    if let defaultJSON { schema.set("default", .text(defaultJSON)) }
    return schema
  }

  /// What a value must be.
  private func rules(acceptsNull: Bool) -> JSONTree {
    var schema: JSONTree = [:]
    if let type = type.jsonType {
      schema.set("type", acceptsNull ? ["null", .string(type)] : .string(type))
    }
    switch type {
    case .string, .boolean, .object, .unknown: break
    case .text: schema.set("pattern", .string(WhiteSpace.otherCharacterPattern))
    case .formatted(let format): schema.set("format", .string(format.rawValue))
    case .enumeration(let values):
      let allowed = values.map(JSONTree.string)
      schema.set("enum", .array(acceptsNull ? allowed + [.text("null")] : allowed))
    case .integer:
      schema.set("minimum", .integer(.min))
      schema.set("maximum", .integer(.max))
    }
    return schema
  }
}

extension WhiteSpace {
  /// A regular expression that finds a character other than white space.
  ///
  /// The pattern has the characters themselves: engines differ in what `\s` matches and in how a character is escaped.
  static let otherCharacterPattern = "[^" + characters + "]"

  /// The white space characters as ranges of a character class.
  private static var characters: String {
    var ranges: [ClosedRange<UInt32>] = []
    // ECMA-262 has none past the basic plane.
    for scalar in (0...0xFFFF as ClosedRange<UInt32>).lazy.compactMap(Unicode.Scalar.init) where isWhiteSpace(scalar) {
      if let last = ranges.last, last.upperBound + 1 == scalar.value {
        ranges[ranges.count - 1] = last.lowerBound...scalar.value
      } else {
        ranges.append(scalar.value...scalar.value)
      }
    }
    return ranges.map { range in
      let ends = [range.lowerBound, range.upperBound].compactMap(Unicode.Scalar.init).map(String.init)
      return range.count == 1 ? ends[0] : range.count == 2 ? ends.joined() : ends.joined(separator: "-")
    }.joined()
  }
}
