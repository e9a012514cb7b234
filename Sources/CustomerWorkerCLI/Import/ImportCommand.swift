import BulkOnboarding
import CustomerContract
import Platform
import Settings

/// `import`: sends the rows of files as commands and accounts for every one, or decides them here and sends nothing.
struct ImportCommand {
  let invocation: Invocation

  func run(_ environment: ProgramEnvironment) throws -> ExitCode {
    let loading = SettingsLoading(environment: environment, invocation: invocation)
    guard invocation.has(.dryRun) else {
      let settings = try loading.loadForKafka().settings
      CoreDumps.forbid()
      return try ImportSending(
        invocation: invocation, inputs: try ImportInputs(invocation, settings, environment), settings: settings,
        environment: environment
      ).run()
    }
    let settings = try loading.load().settings
    return try ImportDryRun(
      inputs: try ImportInputs(invocation, settings, environment), settings: settings, isJSON: invocation.has(.json),
      environment: environment
    ).run()
  }
}
