/// A setting that is taken but is probably not what its user wants.
public struct SettingWarning: Sendable, Equatable, CustomStringConvertible {
  public let source: SettingSource
  /// The key of the setting, with the name of a property behind it.
  public let key: String
  /// The end of a sentence that begins with the key.
  public let problem: String
  public let remedy: String

  init(source: SettingSource, key: String, problem: String, remedy: String) {
    self.source = source
    self.key = key
    self.problem = problem
    self.remedy = remedy
  }

  init(_ property: SuppliedProperty, problem: String, remedy: String) {
    self.init(source: property.source, key: property.key, problem: problem, remedy: remedy)
  }

  /// Two lines: where and what, then the remedy.
  public var description: String {
    let location = source == .default ? "" : "\(source): "
    return "warning: \(location)\(key) \(problem)\n  \(remedy)"
  }
}
