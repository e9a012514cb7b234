import Platform
import Testing

@testable import CustomerWorkerCLI

@Suite struct SampleCommandTests {
  private func lines(_ words: String...) throws -> [Substring] {
    let run = try ProgramRun(["sample"] + words, input: "")
    #expect(run.code == .success)
    #expect(run.errors == "")
    return run.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
  }

  @Test func `The same seed gives the same lines`() throws {
    let first = try lines("--count", "300", "--seed", "5", "--bad", "0")
    #expect(first.count == 300)
    #expect(try lines("--count", "300", "--seed", "5", "--bad", "0") == first)
    #expect(try lines("--count", "300", "--seed", "6", "--bad", "0") != first)
    #expect(try Array(lines("--count", "100", "--seed", "5", "--bad", "0")) == Array(first.prefix(100)))
  }

  @Test func `A thousand lines are written unless said otherwise`() throws {
    #expect(try ProgramRun(["sample", "--bad", "0"], input: "").lines.count == 1000)
    #expect(try ProgramRun(["sample", "--count", "0"], input: "").output == "")
  }

  @Test func `Good samples are accepted and the others are rejected`() throws {
    let good = try ProgramRun(["sample", "--count", "500", "--bad", "0"], input: "")
    #expect(try ProgramRun(["validate", "--output", "summary", "-"], input: good.output).code == .success)
    let bad = try ProgramRun(["sample", "--count", "500", "--bad", "100%", "--seed", "3"], input: "")
    let verdicts = try ProgramRun(["validate", "-"], input: bad.bytes)
    #expect(verdicts.lines.count == 500)
    #expect(!verdicts.output.contains(#""verdict":"accepted""#))
  }

  @Test func `A key and a tab stand before each command`() throws {
    let keyed = try lines("--count", "200", "--bad", "0", "--keys")
    let plain = try lines("--count", "200", "--bad", "0")
    var without = 0
    for (line, command) in zip(keyed, plain) {
      let key = line.prefix { $0 != "\t" }
      #expect(line.dropFirst(key.count + 1) == command)
      #expect(key.isEmpty || key.hasPrefix("lead-"))
      without += key.isEmpty ? 1 : 0
    }
    #expect((5...40).contains(without))
  }
}
