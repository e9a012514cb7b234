/// The values that a setting takes, and the path of its value in the settings.
enum SettingType: Sendable {
  typealias Path<Value> = any WritableKeyPath<WorkerSettings, Value> & Sendable

  case text(Path<String>, TextRule)
  case optionalText(Path<String?>, TextRule)
  case integer(Path<Int>, ClosedRange<Int>)
  case choice(
    [String], read: @Sendable (WorkerSettings) -> String, write: @Sendable (inout WorkerSettings, String) -> Void)
  case list(Path<[String]>, TextRule, isEmptyAllowed: Bool)
  /// Properties of librdkafka, by name.
  case properties(Path<[String: String]>)

  static func choice<Choice: RawRepresentable<String> & CaseIterable & Sendable>(_ path: Path<Choice>) -> SettingType {
    .choice(
      Choice.allCases.map(\.rawValue), read: { $0[keyPath: path].rawValue },
      write: { settings, name in
        if let choice = Choice(rawValue: name) { settings[keyPath: path] = choice }
      })
  }

  /// The description of a right value, as the end of a sentence: `a whole number from 1 to 64`.
  var meaning: String {
    switch self {
    case .text(_, let rule), .optionalText(_, let rule): rule.meaning
    case .integer(_, let bounds): "a whole number from \(bounds.lowerBound) to \(bounds.upperBound)"
    case .choice(let choices, _, _): Self.either(choices)
    case .list(_, let rule, _): "a list, each \(rule.meaning)"
    case .properties: "properties of librdkafka, by name"
    }
  }

  static func either(_ choices: [String]) -> String {
    choices.dropLast().joined(separator: ", ") + " or " + (choices.last ?? "")
  }

  /// The value as text; of a list, comma separated. Empty for none, and for properties.
  func text(in settings: WorkerSettings) -> String {
    switch self {
    case .text(let path, _): settings[keyPath: path]
    case .optionalText(let path, _): settings[keyPath: path] ?? ""
    case .integer(let path, _): String(settings[keyPath: path])
    case .choice(_, let read, _): read(settings)
    case .list(let path, _, _): settings[keyPath: path].joined(separator: ",")
    case .properties: ""
    }
  }

  func placeholder(key: String) -> String {
    switch self {
    case .text(_, let rule), .optionalText(_, let rule), .list(_, let rule, _): return rule.placeholder
    case .choice(let choices, _, _): return choices.joined(separator: "|")
    case .properties: return "NAME=VALUE"
    case .integer:
      return ["MS", "SECONDS", "MEGABYTES", "BYTES"].first { key.uppercased().hasSuffix($0) } ?? "N"
    }
  }
}
