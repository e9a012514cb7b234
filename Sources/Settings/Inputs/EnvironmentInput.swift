internal import CustomerContract

/// The variables of the environment that begin with `CUSTOMER_WORKER_`.
struct EnvironmentInput {
  private let environment: [String: String]
  private var parsed = ParsedInput()

  /// A variable that is empty counts as not set: `${NAME:-}` of a compose file makes such ones.
  static func read(_ environment: [String: String]) -> ParsedInput {
    var input = EnvironmentInput(environment: environment.filter { !$0.value.isEmpty })
    for (variable, value) in input.environment.sorted(by: { $0.key < $1.key }) {
      guard variable.hasPrefix(Setting.variablePrefix), variable != Setting.fileVariable,
        !ServiceLink.isOne(variable, value)
      else { continue }
      input.read(variable, value)
    }
    return input.parsed
  }

  private init(environment: [String: String]) { self.environment = environment }

  private mutating func read(_ variable: String, _ value: String) {
    let source = SettingSource.variable(variable)
    if let target = Target(exactly: variable) {
      append(value, to: target, source)
    } else if variable.hasSuffix(SettingSource.secretFileSuffix),
      let target = Target(variable.dropLast(SettingSource.secretFileSuffix.count))
    {
      appendContents(of: value, to: target, source)
    } else if let target = Target(variable[...]) {
      append(value, to: target, source)
    } else if let setting = Setting.all.first(where: { $0.variable == variable }) {
      parsed.errors.append(
        SettingError(
          source: source, key: setting.key, problem: "needs the name of a property",
          remedy: "write one variable for each, as \(variable)_SASL_USERNAME for sasl.username"))
    } else {
      parsed.errors.append(.unknown("", near: Self.nearest(to: variable), source: source))
    }
  }

  /// The variable that was probably meant. The prefix, which all have, makes no name nearer.
  private static func nearest(to variable: String) -> String? {
    func ownPart(_ name: String) -> String { String(name.dropFirst(Setting.variablePrefix.count)) }
    let names = (Setting.all.map(\.variable) + [Setting.fileVariable]).map(ownPart)
    return Suggestions(names).nearest(to: ownPart(variable)).map { Setting.variablePrefix + $0 }
  }

  private mutating func append(_ text: String, to target: Target, _ source: SettingSource) {
    let content: SettingContent =
      if let property = target.property {
        .property(name: property, value: text)
      } else {
        SettingContent(text, for: target.setting)
      }
    parsed.values.append(SuppliedValue(setting: target.setting, content: content, source: source))
  }

  /// The value is what the file holds, without the line break at its end.
  private mutating func appendContents(of path: String, to target: Target, _ source: SettingSource) {
    let plain = String("\(source)".dropLast(SettingSource.secretFileSuffix.count))
    let key = SettingLocation(key: target.setting.key, property: target.property).description
    if environment[plain] != nil {
      parsed.errors.append(
        SettingError(source: source, key: key, problem: "is set by \(plain) too", remedy: "keep one of the two"))
      return
    }
    do throws(SmallFile.ReadError) {
      let text = try SmallFile.text(of: path)
      // A line break of two characters is one Character.
      append(text.last?.isNewline == true ? String(text.dropLast()) : text, to: target, source)
    } catch {
      parsed.errors.append(
        SettingError(
          source: source, key: key, problem: "is in a file that \(error.reason) (\(DisplayedValue.line(path)))",
          remedy: "correct the path or the file's rights"))
    }
  }

  /// The setting, or the property in one, that a variable's name means.
  private struct Target {
    let setting: Setting
    var property: String?

    /// A setting that is not a table of properties.
    init?(exactly variable: String) {
      guard let setting = Setting.all.first(where: { $0.variable == variable && !$0.holdsProperties }) else {
        return nil
      }
      self.setting = setting
    }

    /// A setting or a property in one.
    init?(_ variable: Substring) {
      if let target = Target(exactly: String(variable)) {
        self = target
        return
      }
      for setting in Setting.all where setting.holdsProperties && variable.hasPrefix(setting.variable + "_") {
        let name = variable.dropFirst(setting.variable.count + 1)
        if name.isEmpty { return nil }
        self.setting = setting
        property = PropertyName.inVariable(name)
        return
      }
      return nil
    }
  }
}
