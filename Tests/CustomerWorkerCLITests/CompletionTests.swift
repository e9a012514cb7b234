import Foundation
import Testing

@testable import CustomerWorkerCLI

@Suite struct CompletionTests {
  private static let table = CommandTable(settings: SettingOptions())

  private static func path(of shell: CompletionShell) -> String? {
    ["/bin", "/usr/bin", "/usr/local/bin"].map { "\($0)/\(shell.rawValue)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  private static func run(_ shell: String, _ arguments: [String]) throws -> (status: Int32, output: String) {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: shell)
    process.arguments = arguments
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, output)
  }

  @Test(arguments: CompletionShell.allCases.filter { path(of: $0) != nil })
  func `The script is right for its shell's parser`(_ shell: CompletionShell) throws {
    let folder = try TemporaryFolder()
    let script = try folder.file("script", shell.script(of: Self.table))
    let result = try Self.run(#require(Self.path(of: shell)), ["-n", script])
    #expect(result.status == 0)
    #expect(result.output == "")
  }

  @Test(arguments: CompletionShell.allCases)
  func `Every command and option is in the script`(_ shell: CompletionShell) {
    let script = shell.script(of: Self.table)
    for entry in Self.table.entries {
      for word in entry.name.words + entry.allOptions.map(\.name) { #expect(script.contains(word)) }
    }
  }

  @Test(
    .enabled(if: path(of: .bash) != nil),
    arguments: [
      ("va", ["validate"]),
      ("--v", ["--version"]),
      ("topics ", ["create"]),
      ("con", ["contract"]),
      ("help con", ["contract"]),
      ("contract ", ["json-schema", "asyncapi", "markdown", "codes"]),
      ("contract json-schema r", ["rejected"]),
      ("topics create --par", ["--partitions"]),
      ("validate --output ", ["ndjson", "summary"]),
      ("validate --output = s", ["summary"]),
      ("validate --output =", ["ndjson", "summary"]),
      ("completions ", ["bash", "zsh", "fish", "--help"]),
      ("help comp", ["completions"]),
      ("sample --count ", []),
      ("sample --count 3 --k", ["--keys"]),
      ("validate scri", ["script"]),
      ("demo --input scri", ["script"]),
      ("sample scri", []),
    ])
  func `Bash completes commands, options, values and files`(_ typed: String, _ expected: [String]) throws {
    let folder = try TemporaryFolder()
    let script = try folder.file("script", CompletionShell.bash.script(of: Self.table))
    let words = typed.split(separator: " ", omittingEmptySubsequences: false).map { "'\($0)'" }.joined(separator: " ")
    let commands = """
      cd "$(dirname "$1")" && source "$1"
      COMP_WORDS=(customer-worker \(words)); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
      _customer_worker
      ((${#COMPREPLY[@]} == 0)) || printf '%s\\n' "${COMPREPLY[@]}"
      """
    let result = try Self.run(#require(Self.path(of: .bash)), ["--norc", "-c", commands, "test", script])
    #expect(result.output.split(separator: "\n").map(String.init) == expected)
  }
}
