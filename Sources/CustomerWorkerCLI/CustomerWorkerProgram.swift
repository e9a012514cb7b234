import ContractDocuments
import Platform
import Settings

/// Reads the command line and performs what it asks for.
struct CustomerWorkerProgram {
  let environment: ProgramEnvironment
  private let table = CommandTable(settings: SettingOptions())

  init(environment: ProgramEnvironment) { self.environment = environment }

  /// - Parameter words: the command line without the program's name.
  func run(_ words: [String]) -> ExitCode {
    do {
      return try perform(ArgumentParser(table: table).parse(words))
    } catch let error as any ProgramError {
      environment.writeError(error.text)
      return error.exitCode
    } catch {
      environment.writeError("\(CommandTable.program): \(error)\n")
      return .software
    }
  }

  private func perform(_ request: Request) throws -> ExitCode {
    switch request {
    case .help(let words): try environment.write(HelpText(table: table).text(for: words))
    case .version: try environment.write(Version.text)
    case .perform(let invocation): return try perform(invocation)
    }
    return .success
  }

  private func perform(_ invocation: Invocation) throws -> ExitCode {
    switch invocation.command {
    case .run: try RunCommand(invocation: invocation).run(environment)
    case .demo: try DemoCommand(invocation: invocation).run(environment)
    case .validate: try ValidateCommand(invocation: invocation).run(environment)
    case .sample: try SampleCommand(invocation: invocation).run(environment)
    case .importRows: try ImportCommand(invocation: invocation).run(environment)
    case .job: try JobCommand(invocation: invocation).run(environment)
    case .checkConfig: try CheckConfigCommand(invocation: invocation).run(environment)
    case .health: try HealthCommand(invocation: invocation).run(environment)
    case .topicsCreate: try TopicsCreateCommand(invocation: invocation).run(environment)
    case .contractSchema: try ContractCommand.schema(invocation).run(environment)
    case .contractAsyncAPI: try ContractCommand(invocation: invocation, document: .asyncAPI).run(environment)
    case .contractMarkdown: try ContractCommand(invocation: invocation, document: .reference).run(environment)
    case .contractCodes: try ContractCommand(invocation: invocation, document: .codes).run(environment)
    case .completions: try CompletionsCommand(invocation: invocation).run(environment, table)
    case .help: try perform(.help(invocation.operands))
    }
  }
}
