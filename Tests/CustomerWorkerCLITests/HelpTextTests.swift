import Testing

@testable import CustomerWorkerCLI

@Suite struct HelpTextTests {
  private static let table = CommandTable(settings: SettingOptions())
  private static let help = HelpText(table: table)

  @Test func `The help of the program lists the commands`() {
    #expect(
      Self.help.text(for: []) == """
        Decides create-customer commands from Kafka, and publishes one accepted or
        rejected result for each, exactly once.

        Usage: customer-worker COMMAND [OPTIONS]

        Commands
          run                     consume commands and publish their results until told
                                  to stop
          demo                    show the whole worker with a Kafka inside this process
          validate                decide the lines of files as the worker would, without
                                  Kafka
          sample                  write realistic commands, some of them bad
          import                  send the rows of files as commands, and account for
                                  every one
          job                     list the jobs of import, or show what became of one
          topics create           create the topics of the settings, where they do not
                                  exist
          check-config            check the settings, and show each with where it comes
                                  from
          health                  ask a running worker whether it is ready
          contract json-schema    write the JSON Schema of commands or results
          contract asyncapi       write the AsyncAPI document of topics and messages
          contract markdown       write the reference of fields, codes and headers
          contract codes          write the error codes as JSON
          completions             write the completion script of a shell
          help                    show what a command does and takes

        Options
          -h, --help              show this help
          -V, --version           show the versions of the program and of its libraries

        Example
          A thousand sample commands:
            customer-worker demo

        Run "customer-worker help COMMAND" for what a command takes.

        """)
  }

  @Test func `The help of a command lists its options and examples`() {
    #expect(
      Self.help.text(for: ["sample"]) == #"""
        customer-worker sample: write realistic commands, some of them bad

        Usage: customer-worker sample [OPTIONS]

        The same seed gives the same commands.

        Options
          --count N               how many commands (default 1000)
          --seed N                where the random numbers start (default 1)
          --bad SHARE             share of bad commands, as 0.25 or 25% (default 10%)
          --keys                  write KEY, a tab and the command on each line, for
                                  kcat -K
          -h, --help              show this help

        Examples
          A hundred good commands:
            customer-worker sample --count 100 --bad 0
          To a topic, with their keys:
            customer-worker sample --keys | kcat -P -b k1:9092 -t commands -K '\t'

        """#)
  }

  @Test func `The help of a command with an argument names it`() {
    #expect(
      Self.help.text(for: ["completions"]) == """
        customer-worker completions: write the completion script of a shell

        Usage: customer-worker completions [OPTIONS] SHELL

        Arguments
          SHELL                   bash, zsh or fish

        Options
          -h, --help              show this help

        Examples
          In this bash:
            source <(customer-worker completions bash)
          For zsh, in a folder of its $fpath:
            customer-worker completions zsh > ~/.zfunc/_customer-worker
          In this fish:
            customer-worker completions fish | source

        """)
  }

  @Test func `The help of a family of commands lists its members`() {
    #expect(
      Self.help.text(for: ["topics"]) == """
        Usage: customer-worker topics COMMAND [OPTIONS]

        Commands
          topics create           create the topics of the settings, where they do not
                                  exist

        Options
          -h, --help              show this help

        Example
          Twelve partitions, three copies of each:
            customer-worker topics create --partitions 12 --replication 3

        Run "customer-worker help COMMAND" for what a command takes.

        """)
  }

  @Test(arguments: [[]] + CommandName.allCases.map(\.words) + [["topics"]])
  func `No line of help is wider than 80 columns`(_ words: [String]) {
    let wide = Self.help.text(for: words).split(separator: "\n").filter { $0.count > 80 || $0.hasSuffix(" ") }
    #expect(wide.isEmpty)
  }

  @Test(arguments: CommandName.allCases)
  func `Every command has examples that parse`(_ name: CommandName) throws {
    let examples = try #require(Self.table.entry(name)).examples
    #expect(!examples.isEmpty)
    let parser = ArgumentParser(table: Self.table)
    for example in examples {
      let calls = Self.calls(in: example.line)
      #expect(!calls.isEmpty)
      for words in calls {
        #expect(words.starts(with: name.words))
        #expect(throws: Never.self) { try parser.parse(words) }
      }
    }
  }

  /// The words behind the program's name in each part of a pipe.
  private static func calls(in line: String) -> [[String]] {
    line.split(separator: "|").compactMap { part in
      let words = part.split { $0 == " " || $0 == "(" || $0 == ")" }.map(String.init)
      guard let program = words.firstIndex(of: CommandTable.program) else { return nil }
      return Array(words[(program + 1)...].prefix { $0 != ">" })
    }
  }
}
