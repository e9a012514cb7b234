extension WorkerSettings {
  /// The settings from flags, the environment and a file, in this order of precedence, and the defaults.
  ///
  /// - Parameters:
  ///   - flags: with their dashes, in the order of the command line.
  ///   - file: the path that the command line names; where it names none, `CUSTOMER_WORKER_CONFIG` may.
  /// - Throws: every fault at once, also of values that another source overrides.
  public static func load(
    flags: [(flag: String, value: String)], environment: [String: String], file: String?
  ) throws(SettingsErrors) -> LoadedSettings {
    var resolver = SettingsResolver()
    let variable = environment[Setting.fileVariable].flatMap { $0.isEmpty ? nil : $0 }
    if let file {
      resolver.apply(FileInput.read(path: file, source: .flag("--config")))
    } else if let variable {
      resolver.apply(FileInput.read(path: variable, source: .variable(Setting.fileVariable)))
    }
    resolver.apply(EnvironmentInput.read(environment))
    resolver.apply(FlagInput.read(flags))
    return try resolver.loaded()
  }
}
