internal import Foundation

/// The document in which the user describes the operation: what the field table is held against.
package enum UserDocument {
  package struct Row: Equatable, CustomStringConvertible {
    package var name: String
    package var type: String
    package var isRequired: Bool
    package var defaultJSON: String?
    package var description: String

    package init(name: String, type: String, isRequired: Bool, defaultJSON: String?, description: String) {
      self.name = name
      self.type = type
      self.isRequired = isRequired
      self.defaultJSON = defaultJSON
      self.description = description
    }
  }

  package struct MissingError: Error {}

  private static func text() throws -> String {
    guard
      let url = Bundle.module.url(forResource: "customer.create", withExtension: "txt", subdirectory: "Resources")
    else { throw MissingError() }
    return try String(contentsOf: url, encoding: .utf8)
  }

  /// The rows of its table of fields, in their order.
  package static func rows() throws -> [Row] {
    try text().split(separator: "\n").filter { $0.hasPrefix("| ") && !$0.hasPrefix("| Field ") }.map { line in
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      return Row(
        name: cells[0], type: cells[1], isRequired: cells[2] == "Yes", defaultJSON: cells[3] == "—" ? nil : cells[3],
        description: cells[4])
    }
  }

  /// Its example of a command.
  package static func example() throws -> String {
    let text = try text()
    guard let start = text.range(of: "Example\n") else { throw MissingError() }
    return String(text[start.upperBound...])
  }
}
