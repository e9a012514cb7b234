/// One fault of the settings, and what to do about it.
public struct SettingError: Sendable, Equatable, CustomStringConvertible {
  public let source: SettingSource
  /// The key of the setting, or what was written in its stead, with the name of a property behind it.
  ///
  /// The key is empty for a fault of the whole file, and where the source is the wrong name itself.
  public let key: String
  /// The end of a sentence that begins with the key.
  public let problem: String
  public let remedy: String

  public init(source: SettingSource, key: String, problem: String, remedy: String) {
    self.source = source
    self.key = key
    self.problem = problem
    self.remedy = remedy
  }

  /// A name that no setting has.
  ///
  /// - Parameters:
  ///   - key: empty where the source is the name.
  ///   - near: the name that was probably meant; nil when none is near.
  static func unknown(_ key: String, near: String?, source: SettingSource) -> SettingError {
    SettingError(
      source: source, key: key, problem: "is not a setting",
      remedy: near.map { "did you mean \($0)?" } ?? "take it out; Config/README.md lists every setting")
  }

  /// Two lines: where and what, then the remedy.
  public var description: String {
    let location = source == .default ? "" : "\(source): "
    return "\(location)\(key)\(key.isEmpty ? "" : " ")\(problem)\n  \(remedy)"
  }
}
