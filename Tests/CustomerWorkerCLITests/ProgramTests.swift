import Kafka
import Platform
import Testing

@testable import CustomerWorkerCLI

@Suite struct ProgramTests {
  @Test func `The versions are those of the program and its libraries`() throws {
    let run = try ProgramRun(["--version"], input: "")
    #expect(run.code == .success)
    #expect(run.lines.prefix(2) == ["customer-worker \(Version.program)", "librdkafka \(Librdkafka.version)"])
    #expect(run.lines.count == 4)
    #expect(run.lines[2].wholeMatch(of: /simdjson [0-9]+\.[0-9]+\.[0-9]+/) != nil)
    #expect(run.lines[3].wholeMatch(of: /mimalloc [0-9]+\.[0-9]+\.[0-9]+/) != nil)
  }

  @Test func `A wrong command line is reported with exit code 64`() throws {
    let run = try ProgramRun(["smaple"], input: "")
    #expect(run.code == .usage)
    #expect(
      run.errors == """
        customer-worker: unknown command "smaple"; did you mean "sample"?
        Run "customer-worker help" for the list of commands.

        """)
  }

  @Test(arguments: [
    (250_000, Int?(500_000), Double?(0.5), "250,000 of 500,000 commands answered, 50 %, 62,500/s"),
    (7, nil, nil, "7 commands answered, 1/s"),
    (1000, nil, 0.257, "1,000 commands answered, 25 %, 250/s"),
  ])
  func `Progress says how far, how much and how fast`(_ count: Int, _ total: Int?, _ share: Double?, _ text: String) {
    #expect(
      Progress.text(count, of: total, "commands answered", share: share, milliseconds: 4000) == text)
  }

  @Test(arguments: [
    ("Ada & Söhne 😀", "Ada & Söhne 😀"), ("a\u{1B}[2J\tb\r\n", #"a\u{1b}[2J\u{9}b\u{d}\u{a}"#),
    ("\u{202E}x\u{2028}", #"\u{202e}x\u{2028}"#), ("abcdef", "abcd…"),
  ])
  func `Text of users is shown without what a terminal obeys`(_ text: String, _ shown: String) {
    #expect(text.printable(maximum: text == "abcdef" ? 4 : 60) == shown)
  }
}
