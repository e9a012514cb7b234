/// A row of the table of settings: the flag, the variable, the key in the file, the help and the reference page of a
/// setting all come from it.
public struct Setting: Sendable {
  /// A path of camel-case names, as `kafka.bootstrapServers`.
  public let key: String
  /// The meaning, without capital letter and full stop.
  public let sentence: String
  let type: SettingType
  /// The text for a default that is not the same on every machine; nil for others.
  private let derivedDefault: String?

  init(_ key: String, _ type: SettingType, derivedDefault: String? = nil, _ sentence: String) {
    self.key = key
    self.type = type
    self.derivedDefault = derivedDefault
    self.sentence = sentence
  }

  /// The key in kebab case: `--kafka-bootstrap-servers`.
  public var flag: String { "--" + words(separator: "-").lowercased() }

  /// The key in upper snake case: `CUSTOMER_WORKER_KAFKA_BOOTSTRAP_SERVERS`.
  public var variable: String { Self.variablePrefix + words(separator: "_").uppercased() }

  static let variablePrefix = "CUSTOMER_WORKER_"
  /// Names the settings file; not a setting.
  static let fileVariable = variablePrefix + "CONFIG"

  /// The values of a closed set; empty when the setting takes others too.
  public var choices: [String] {
    if case .choice(let choices, _, _) = type { choices } else { [] }
  }

  /// The word for the value in the help.
  public var placeholder: String { type.placeholder(key: key) }

  /// Whether its flag may be given more than once, each time with one more value.
  public var isRepeatable: Bool {
    if case .list = type { true } else { holdsProperties }
  }

  /// Whether its value is a table of librdkafka's properties.
  public var holdsProperties: Bool {
    if case .properties = type { true } else { false }
  }

  /// The bounds of a whole number; nil for other values.
  public var bounds: ClosedRange<Int>? {
    if case .integer(_, let bounds) = type { bounds } else { nil }
  }

  /// The description of a right value, as `a whole number from 1 to 64`.
  public var meaning: String { type.meaning }

  /// The default as text; empty when there is none.
  public var defaultText: String { derivedDefault ?? type.text(in: WorkerSettings()) }

  /// The advice to a user who gave a wrong value.
  var remedy: String {
    defaultText.isEmpty ? "correct it, or take it out" : "correct it, or take it out for the default: \(defaultText)"
  }

  private func words(separator: String) -> String {
    key.reduce(into: "") { words, character in
      if character == "." {
        words += separator
      } else {
        words += character.isUppercase ? "\(separator)\(character)" : String(character)
      }
    }
  }
}
