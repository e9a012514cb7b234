/// Where a value stands.
public enum SettingSource: Sendable, Equatable, CustomStringConvertible {
  /// With its dashes.
  case flag(String)
  /// Ends in `_FILE` where it names the file that holds the value.
  case variable(String)
  /// Line and column count from 1.
  case file(path: String, line: Int, column: Int)
  case `default`

  public var description: String {
    switch self {
    case .flag(let name), .variable(let name): name
    case .file(let path, let line, let column): "\(path):\(line):\(column)"
    case .default: "default"
    }
  }

  /// Whoever keeps a value in a file of its own does not want to see it elsewhere.
  var isSecretFile: Bool {
    if case .variable(let name) = self { name.hasSuffix(EnvironmentInput.secretFileSuffix) } else { false }
  }
}
