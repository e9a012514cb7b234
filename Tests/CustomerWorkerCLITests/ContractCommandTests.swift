import ContractDocuments
import Platform
import Settings
import Testing

@testable import CustomerWorkerCLI

@Suite struct ContractCommandTests {
  @Test(arguments: [
    (["json-schema"], ContractDocument.commandSchema), (["json-schema", "command"], .commandSchema),
    (["json-schema", "accepted"], .acceptedSchema), (["json-schema", "rejected"], .rejectedSchema),
    (["asyncapi"], .asyncAPI), (["markdown"], .reference), (["codes"], .codes),
  ])
  func `A document is written as it is under Config`(_ words: [String], _ document: ContractDocument) throws {
    let run = try ProgramRun(["contract"] + words)
    #expect(run.code == .success)
    #expect(run.errors == "")
    #expect(run.output == document.text())
  }

  @Test func `A document follows the settings`() throws {
    let schema = try ProgramRun(["contract", "json-schema", "--unknown-fields", "keep"])
    #expect(schema.output.contains(#""additionalProperties": true"#))
    let page = try ProgramRun(["contract", "markdown", "--topics-commands", "leads"])
    #expect(page.output.contains("to `leads`"))
    let rejected = try ProgramRun(["contract", "json-schema", "rejected", "--results-problem-base", "/codes#"])
    #expect(rejected.output.contains(#""/codes#invalid_type""#))
  }

  @Test func `Every limit of the reference is a setting`() throws {
    let page = try ProgramRun(["contract", "markdown"]).output
    for line in page.split(separator: "\n") where line.hasPrefix("| `limits.") {
      let cells = line.split(separator: "|").map { $0.filter { $0 != "`" && $0 != " " } }
      let setting = try #require(Setting.all.first { $0.key == cells[0] })
      #expect(setting.defaultText == cells[1])
    }
  }

  @Test func `A schema that is none is named`() throws {
    let run = try ProgramRun(["contract", "json-schema", "acepted"])
    #expect(run.code == .usage)
    #expect(
      run.errors.contains("SCHEMA must be command, accepted or rejected, not \"acepted\"; did you mean accepted?"))
    #expect(try ProgramRun(["contract"]).code == .usage)
  }
}
