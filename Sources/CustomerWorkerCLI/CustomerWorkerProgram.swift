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
    } catch let error as UsageError {
      environment.writeError(error.text)
      return .usage
    } catch let faults as SettingsErrors {
      environment.writeError("\(faults)\n")
      return .settings
    } catch let fault as InputError {
      environment.writeError(fault.text)
      return .noInput
    } catch let fault as StreamError {
      return environment.exitCode(ofOutput: fault)
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
    case .checkConfig: try CheckConfigCommand(invocation: invocation).run(environment)
    case .topicsCreate: try TopicsCreateCommand(invocation: invocation).run(environment)
    case .contractSchema, .contractAsyncAPI, .contractMarkdown, .contractCodes:
      try ContractCommand(invocation)?.run(environment) ?? .software
    case .completions: try CompletionsCommand(invocation)?.run(environment, table) ?? .software
    case .help: try perform(.help(invocation.operands))
    }
  }
}
