import Foundation
import Testing

@testable import Settings

/// Texts under `Config` that follow from the tables.
enum GeneratedText {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Config")

  /// `WRITE_CONFIG=1 swift test --filter SettingsTests` writes the files again instead of comparing them.
  static func compare(_ name: String, _ expected: (_ current: String) throws -> String) throws {
    let file = folder.appending(path: name)
    let current = try String(contentsOf: file, encoding: .utf8)
    let text = try expected(current)
    if ProcessInfo.processInfo.environment["WRITE_CONFIG"] != nil {
      try Data(text.utf8).write(to: file)
    } else {
      #expect(current == text, "Config/\(name) is stale: run WRITE_CONFIG=1 swift test --filter SettingsTests")
    }
  }

  /// Whether the default is the same on every machine.
  static func hasFixedDefault(_ setting: Setting) -> Bool {
    setting.defaultText == setting.type.text(in: WorkerSettings())
  }

  /// The meaning of a setting as a sentence of its own.
  static func sentence(_ setting: Setting) -> String {
    setting.sentence.prefix(1).uppercased() + setting.sentence.dropFirst() + "."
  }
}
