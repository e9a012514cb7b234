import Settings

/// Reads the command line and performs what it asks for.
struct CustomerWorkerProgram {
  let surroundings: Surroundings
  private let table = CommandTable(settings: SettingOptions())

  init(surroundings: Surroundings) { self.surroundings = surroundings }

  /// - Parameter words: the command line without the program's name.
  func run(_ words: [String]) -> ExitCode {
    do {
      return try perform(ArgumentParser(table: table).parse(words))
    } catch let error as UsageError {
      surroundings.tell(error.text)
      return .usage
    } catch let faults as SettingsFaults {
      surroundings.tell("\(faults)\n")
      return .settings
    } catch let fault as InputFault {
      surroundings.tell(fault.text)
      return .noInput
    } catch let fault as StreamFault {
      return surroundings.exitCode(ofOutput: fault)
    } catch {
      surroundings.tell("\(CommandTable.program): \(error)\n")
      return .software
    }
  }

  private func perform(_ request: Request) throws -> ExitCode {
    switch request {
    case .help(let words): try surroundings.show(HelpText(table: table).text(for: words))
    case .version: try surroundings.show(Version.text)
    case .perform(let invocation): return try perform(invocation)
    }
    return .success
  }

  private func perform(_ invocation: Invocation) throws -> ExitCode {
    switch invocation.command {
    case .run: try RunCommand(invocation: invocation).run(surroundings)
    case .demo: try DemoCommand(invocation: invocation).run(surroundings)
    case .validate: try ValidateCommand(invocation: invocation).run(surroundings)
    case .sample: try SampleCommand(invocation: invocation).run(surroundings)
    case .checkConfig: try CheckConfigCommand(invocation: invocation).run(surroundings)
    case .topicsCreate: try TopicsCreateCommand(invocation: invocation).run(surroundings)
    case .contractSchema, .contractAsyncAPI, .contractMarkdown, .contractCodes:
      try ContractCommand(invocation)?.run(surroundings) ?? .software
    case .completions: try CompletionsCommand(invocation)?.run(surroundings, table) ?? .software
    case .help: try perform(.help(invocation.operands))
    }
  }
}
