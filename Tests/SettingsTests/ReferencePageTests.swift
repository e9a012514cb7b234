import Foundation
import Testing

@testable import Settings

/// `Config/README.md`: its two tables.
@Suite(.serialized) struct ReferencePageTests {
  @Test func `The reference page has the table of settings`() throws {
    try GeneratedText.compare("README.md") { page in
      try Self.replace("settings", by: Self.settings, in: page)
    }
  }

  @Test func `The reference page has the table of refused properties`() throws {
    try GeneratedText.compare("README.md") { page in
      try Self.replace("refused properties", by: Self.refusedProperties, in: page)
    }
  }

  private static var settings: String {
    let rows = Setting.all.map { setting in
      let value =
        setting.defaultText.isEmpty
        ? "none" : GeneratedText.hasFixedDefault(setting) ? code(setting.defaultText) : setting.defaultText
      return [code(setting.key), setting.meaning, value, GeneratedText.sentence(setting)]
    }
    return table([["Key", "Takes", "Default", "Meaning"]] + rows)
  }

  private static var refusedProperties: String {
    let rows = ReservedProperty.all.map { property in
      [property.names.map(code).joined(separator: ", "), property.reason, property.setting.map(code) ?? ""]
    }
    return table([["Property", "Why it is refused: it", "Use instead"]] + rows)
  }

  private static func table(_ rows: [[String]]) -> String {
    let lines = rows.map { "| " + $0.joined(separator: " | ") + " |" }
    let rule = "|" + String(repeating: " --- |", count: rows[0].count)
    return ([lines[0], rule] + lines.dropFirst()).joined(separator: "\n")
  }

  private static func code(_ text: String) -> String { "`\(text)`" }

  private static func replace(_ name: String, by text: String, in page: String) throws -> String {
    let start = try #require(page.range(of: "<!-- generated: \(name) -->\n"))
    let end = try #require(page.range(of: "\n<!-- end: \(name) -->"))
    return page[..<start.upperBound] + text + page[end.lowerBound...]
  }
}
