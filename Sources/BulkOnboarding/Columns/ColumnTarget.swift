/// What the cells of a column become: a field of the command, or a member of one that is an object.
public struct ColumnTarget: Equatable, Sendable {
  /// The field's name, and below it the members' names.
  let path: [String]
  /// Whether cells hold JSON, by `FIELD:json`.
  let isJSON: Bool

  /// The target as it may stand in a header: `legalName`, `physicalAddress.city`, `contractTerms:json`.
  public var text: String { path.joined(separator: ".") + (isJSON ? Self.jsonMark : "") }

  static let jsonMark = ":json"
}

extension ColumnTarget: Codable {
  /// Reads a text that `text` has made.
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    isJSON = text.hasSuffix(Self.jsonMark)
    path = text.dropLast(isJSON ? Self.jsonMark.count : 0).split(separator: ".", omittingEmptySubsequences: false)
      .map(String.init)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
