/// The flag, the variable or the file that gives a setting its value.
public enum SettingSource: Sendable, Equatable, CustomStringConvertible {
  /// A flag of the command line, with its dashes.
  case flag(String)
  /// A variable of the environment; the name ends in `_FILE` where it names the file that holds the value.
  case variable(String)
  /// The settings file; line and column count from 1.
  case file(path: String, line: Int, column: Int)
  case `default`

  /// The end of a variable's name that says that its value is the path of a file.
  static let secretFileSuffix = "_FILE"

  public var description: String {
    switch self {
    case .flag(let name), .variable(let name): name
    case .file(let path, let line, let column): "\(path):\(line):\(column)"
    case .default: "default"
    }
  }

  /// Whether the value comes from a file of its own, which is how secrets are mounted: it is shown nowhere.
  var isSecretFile: Bool {
    if case .variable(let name) = self { name.hasSuffix(Self.secretFileSuffix) } else { false }
  }
}
