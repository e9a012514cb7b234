import Testing

@testable import CustomerWorkerCLI

@Suite struct ArgumentParserTests {
  private let parser = ArgumentParser(table: CommandTable(settings: SettingOptions()))

  private func invocation(_ words: String...) throws -> Invocation {
    let request = try parser.parse(words)
    guard case .perform(let invocation) = request else { throw Unexpected(request: request) }
    return invocation
  }

  private struct Unexpected: Error { let request: Request }

  private func message(_ words: String...) -> String {
    do {
      return "parsed: \(try parser.parse(words))"
    } catch {
      return error.text
    }
  }

  @Test func `A value follows its option as the next word or behind an equals sign`() throws {
    #expect(try invocation("sample", "--count", "7").integer(of: .sampleCount) == 7)
    #expect(try invocation("sample", "--count=7").integer(of: .sampleCount) == 7)
    #expect(try invocation("validate", "--header=a=b=c", "-").pairs(of: .header).map(\.value) == ["b=c"])
    #expect(try invocation("validate", "--header", "a=", "-").pairs(of: .header).map(\.value) == [""])
  }

  @Test func `A repeatable option keeps every value and any other the last one`() throws {
    let invocation = try invocation(
      "validate", "--header", "a=1", "f", "--header", "b=2", "--output=ndjson", "--output=summary")
    #expect(invocation.texts(of: .header) == ["a=1", "b=2"])
    #expect(invocation.text(of: .output) == "summary")
    #expect(invocation.operands == ["f"])
  }

  @Test func `After two dashes every word is an operand`() throws {
    #expect(try invocation("validate", "--", "--output").operands == ["--output"])
    #expect(try invocation("validate", "-").operands == ["-"])
  }

  @Test func `A share is a number or a percentage`() throws {
    #expect(try invocation("sample", "--bad", "0.25").share(of: .bad) == 0.25)
    #expect(try invocation("sample", "--bad", "25%").share(of: .bad) == 0.25)
  }

  @Test func `A seed may have all 64 bits`() throws {
    #expect(try invocation("sample", "--seed", "\(UInt64.max)").seed(of: .seed) == .max)
  }

  @Test func `A command of two words is one command`() throws {
    #expect(try invocation("topics", "create", "--partitions", "12").command == .topicsCreate)
    #expect(try parser.parse(["topics", "create", "--help"]) == .help(["topics", "create"]))
    #expect(try parser.parse(["topics", "--help"]) == .help(["topics"]))
  }

  @Test(arguments: [["help"], ["--help"], ["-h"]])
  func `The list of commands is shown`(_ words: [String]) throws {
    #expect(try parser.parse(words) == .help([]))
  }

  @Test(arguments: [["help", "run"], ["run", "--help"], ["run", "-h"], ["run", "--config", "x", "--help"]])
  func `The help of a command is shown`(_ words: [String]) throws {
    #expect(try parser.parse(words) == .help(["run"]))
  }

  @Test(arguments: [["--version"], ["-V"]])
  func `The version is shown`(_ words: [String]) throws {
    #expect(try parser.parse(words) == .version)
  }

  @Test func `A mistyped command gets a suggestion`() {
    #expect(
      message("vaildate") == """
        customer-worker: unknown command "vaildate"; did you mean "validate"?
        Run "customer-worker help" for the list of commands.

        """)
    #expect(
      message("topics", "craete") == """
        customer-worker: unknown command "topics craete"; did you mean "topics create"?
        Run "customer-worker help" for the list of commands.

        """)
    #expect(
      message("help", "smaple") == """
        customer-worker: help: unknown command "smaple"; did you mean "sample"?
        Run "customer-worker help" for the list of commands.

        """)
    #expect(
      message("banana") == """
        customer-worker: unknown command "banana"
        Run "customer-worker help" for the list of commands.

        """)
  }

  @Test func `A mistyped option gets a suggestion`() {
    #expect(
      message("validate", "--ouptut=summary", "-") == """
        customer-worker: validate: unknown option "--ouptut"; did you mean "--output"?
        Run "customer-worker help validate" for what it takes.

        """)
    #expect(
      message("sample", "-c", "3") == """
        customer-worker: sample: unknown option "-c"
        Run "customer-worker help sample" for what it takes.

        """)
    #expect(
      message("--verison") == """
        customer-worker: unknown option "--verison"; did you mean "--version"?
        Run "customer-worker help" for the list of commands.

        """)
  }

  @Test func `What is missing is named`() {
    #expect(
      message() == """
        customer-worker: a command is missing
        Run "customer-worker help" for the list of commands.

        """)
    #expect(
      message("topics") == """
        customer-worker: "topics" needs one more word: create
        Run "customer-worker help" for the list of commands.

        """)
    #expect(
      message("validate") == """
        customer-worker: validate: FILE is missing
        Run "customer-worker help validate" for what it takes.

        """)
    #expect(
      message("sample", "--count") == """
        customer-worker: sample: --count needs a value, N
        Run "customer-worker help sample" for what it takes.

        """)
    #expect(
      message("demo", "--input", "--keep") == """
        customer-worker: demo: --input needs a value, FILE
        If the value is "--keep", write --input=--keep

        """)
  }

  @Test func `An argument that became the value of the option before it is named with that option`() {
    #expect(
      message("validate", "--null-fields", "c.ndjson") == """
        customer-worker: validate: --null-fields must be reject or absent, not "c.ndjson"
        Run "customer-worker help validate" for what it takes.

        """)
    #expect(
      message("validate", "--limits-depth", "c.ndjson") == """
        customer-worker: validate: --limits-depth must be a whole number from 1 to 256, not "c.ndjson"
        Run "customer-worker help validate" for what it takes.

        """)
    #expect(
      message("validate", "--auth-workspace-header", "c.ndjson") == """
        customer-worker: validate: FILE is missing; "c.ndjson" is the value of --auth-workspace-header
        Run "customer-worker help validate" for what it takes.

        """)
  }

  @Test func `What is too much is named`() {
    #expect(
      message("completions", "bash", "b") == """
        customer-worker: completions: unexpected argument "b"
        Run "customer-worker help completions" for what it takes.

        """)
    #expect(
      message("demo", "--keep=yes") == """
        customer-worker: demo: --keep takes no value
        Run "customer-worker help demo" for what it takes.

        """)
    #expect(
      message("--count", "3", "sample") == """
        customer-worker: option --count must come after the command
        Name the command first: customer-worker COMMAND --count

        """)
  }

  @Test(arguments: [
    ["run", "--kafka-properties", "sasl.password=ge", "heim"],
    ["check-config", "--kafka-properties=sasl.password=ge", "heim"],
    ["run", "--kafka-producer-properties", "sasl.password=ge", "--heim"],
    ["run", "--kafka-consumer-properties", "sasl.password=ge", "-heim=heim"],
    ["run", "--kafka-properties", "--heim"],
    ["run", "--kafka-propertees=sasl.password=heim"],
    ["--kafka-propertees=sasl.password=heim", "run"],
    ["run", "-Xsasl.password=heim"],
    ["-Xsasl.password=heim"],
  ])
  func `No message shows a part of what may be a secret`(_ words: [String]) throws {
    let error = try #require(throws: UsageError.self) { try parser.parse(words) }
    #expect(!error.text.contains("heim"))
  }

  @Test func `A word after a value that may be a secret asks for quotes`() {
    #expect(
      message("run", "--kafka-properties", "sasl.password=ge", "heim") == """
        customer-worker: run: unexpected word after the value of --kafka-properties
        If the value has a blank in it, put quotes around it: --kafka-properties 'NAME=VALUE'

        """)
  }

  @Test(arguments: [
    (["sample", "--count", "1x"], "sample: --count must be a whole number, 0 or more, not \"1x\""),
    (
      ["topics", "create", "--partitions=0"],
      "topics create: --partitions must be a whole number from 1 to 100000, not \"0\""
    ),
    (["sample", "--bad", "nan"], "sample: --bad must be from 0 to 1, or from 0% to 100%, not \"nan\""),
    (["sample", "--seed", "-1"], "sample: --seed must be a whole number from 0 to 18446744073709551615, not \"-1\""),
    (["validate", "--header", "=x", "-"], "validate: --header must be NAME=VALUE, not \"=x\""),
    (
      ["validate", "--output", "sumary", "-"],
      "validate: --output must be ndjson or summary, not \"sumary\"; did you mean summary?"
    ),
    (["validate", ""], "validate: FILE must not be empty"),
    (["completions", "bsh"], "completions: SHELL must be bash, zsh or fish, not \"bsh\"; did you mean bash?"),
  ])
  func `A value that is not understood is shown with what would be`(_ words: [String], _ expected: String) {
    let error = #expect(throws: UsageError.self) { try parser.parse(words) }
    #expect(error?.message == expected)
  }
}
