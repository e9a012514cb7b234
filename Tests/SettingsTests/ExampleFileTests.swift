import Foundation
import Settings
import Testing

/// `Config/worker.yaml`: every key at its default, with its sentence.
@Suite struct ExampleFileTests {
  @Test func `The example file follows from the table`() throws {
    try GeneratedText.compare("worker.yaml") { _ in Self.text }
  }

  @Test func `The example file gives every setting its default`() throws {
    let path = GeneratedText.folder.appending(path: "worker.yaml").path
    let loaded = try WorkerSettings.load(flags: [], environment: [:], file: path)
    #expect(loaded.settings == WorkerSettings())
    let given = loaded.effectiveValues.filter { $0.source != .default }.map(\.key)
    let withDefault = Setting.all.filter { !$0.defaultText.isEmpty || $0.key == "results.copyHeaders" }.map(\.key)
    #expect(given == withDefault.filter { $0 != "lanes" })
  }

  private static let columns = 100

  private static var text: String {
    var lines = comment(
      "The settings of customer-worker, each at its default. A copy needs only those that differ: a setting without a "
        + "value has its default. README.md, beside this file, says what each one takes.", indent: "")
    var group = ""
    for setting in Setting.all {
      let names = setting.key.split(separator: ".").map(String.init)
      let indent = names.count == 1 ? "" : "  "
      if names.count == 1 || names[0] != group {
        group = names[0]
        lines.append("")
        if names.count > 1 { lines.append("\(group):") }
      }
      lines += comment(GeneratedText.sentence(setting), indent: indent)
      let value = value(setting)
      lines.append("\(indent)\(names[names.count - 1]):\(value.isEmpty ? "" : " ")\(value)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func value(_ setting: Setting) -> String {
    let text = setting.defaultText
    if setting.placeholder == "NAME=VALUE" { return "{}" }
    if setting.isRepeatable { return "[\(text.split(separator: ",").joined(separator: ", "))]" }
    if !GeneratedText.hasFixedDefault(setting) { return "# \(text)" }
    // A colon at the end would make a text a name.
    return text.hasSuffix(":") ? "\"\(text)\"" : text
  }

  private static func comment(_ text: String, indent: String) -> [String] {
    var lines: [String] = []
    var line = indent + "#"
    for word in text.split(separator: " ") {
      if line.count + 1 + word.count > columns {
        lines.append(line)
        line = indent + "#"
      }
      line += " " + word
    }
    return lines + [line]
  }
}
