/// What is wrong with one value, and what to do about it.
public struct SettingError: Sendable, Equatable, CustomStringConvertible {
  public let origin: SettingSource
  /// Of the setting, or what was written in place of one; a property's name stands behind it. Empty for a fault of the
  /// whole file.
  public let key: String
  /// The end of a sentence that begins with the key.
  public let problem: String
  public let remedy: String

  public init(origin: SettingSource, key: String, problem: String, remedy: String) {
    self.origin = origin
    self.key = key
    self.problem = problem
    self.remedy = remedy
  }

  /// Two lines: where and what, then the remedy.
  public var description: String {
    let place = origin == .default ? "" : "\(origin): "
    return "\(place)\(key)\(key.isEmpty ? "" : " ")\(problem)\n  \(remedy)"
  }
}
