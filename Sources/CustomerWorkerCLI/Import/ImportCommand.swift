import BulkOnboarding
import CustomerContract
import Platform
import Settings

/// `import`: sends the rows of files as commands and accounts for every one, or decides them here and sends nothing.
struct ImportCommand {
  let invocation: Invocation

  func run(_ environment: ProgramEnvironment) throws -> ExitCode {
    let settings = try SettingsLoading(environment: environment, invocation: invocation).load().settings
    guard invocation.has(.dryRun) else {
      throw UsageError("import: --dry-run is missing; rows cannot be sent yet", seeHelpOf: .importRows)
    }
    return try ImportDryRun(
      inputs: try ImportInputs(invocation, settings), settings: settings, isJSON: invocation.has(.json),
      environment: environment
    ).run()
  }
}
