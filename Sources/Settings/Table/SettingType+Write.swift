internal import CustomerContract

extension SettingType {
  /// Checks a value and writes it into the settings.
  func write(_ content: SettingContent, into settings: inout WorkerSettings) throws(ValueError) {
    switch (self, content) {
    case (.text(let path, let rule), .text(let text)):
      try Self.check(text, rule)
      settings[keyPath: path] = text
    case (.optionalText(let path, let rule), .text(let text)):
      try Self.check(text, rule)
      settings[keyPath: path] = text
    case (.integer(let path, let bounds), .text(let text)):
      guard let number = Int(text), bounds.contains(number) else {
        throw ValueError(problem: "must be \(meaning)", value: text)
      }
      settings[keyPath: path] = number
    case (.choice(let choices, _, let write), .text(let text)):
      guard choices.contains(text) else { throw Self.error(of: text, among: choices) }
      write(&settings, text)
    case (.list(let path, let rule, let isEmptyAllowed), .list(let elements)):
      try Self.check(elements, rule, isEmptyAllowed: isEmptyAllowed)
      settings[keyPath: path] = elements
    case (.properties(let path), .property(let name, let value)):
      try Self.check(property: name)
      settings[keyPath: path][name] = value
    default:
      throw ValueError(problem: "must be \(meaning)")
    }
  }

  private static func check(_ text: String, _ rule: TextRule) throws(ValueError) {
    if text.isEmpty { throw ValueError(problem: "must not be empty") }
    if !rule.allows(text) { throw ValueError(problem: "must be \(rule.meaning)", value: text) }
  }

  private static func check(_ elements: [String], _ rule: TextRule, isEmptyAllowed: Bool) throws(ValueError) {
    if elements.isEmpty, !isEmptyAllowed { throw ValueError(problem: "must name one or more") }
    for (index, element) in elements.enumerated() {
      if element.isEmpty { throw ValueError(problem: "has an empty name", remedy: "take the extra comma out") }
      if elements[..<index].contains(element) {
        throw ValueError(problem: "has \"\(DisplayedValue.line(element))\" twice", remedy: "take one of the two out")
      }
      if rule == .assignor, !TextRule.assignors.contains(element) {
        throw error(of: element, among: TextRule.assignors)
      }
      if !rule.allows(element) {
        throw ValueError(problem: "must be a list, each \(rule.meaning)", value: element)
      }
    }
  }

  private static func check(property name: String) throws(ValueError) {
    if name.isEmpty { throw ValueError(problem: "has a property without a name", remedy: "write its name") }
    guard let refused = ReservedProperty.named(name) else { return }
    throw ValueError(problem: refused.reason, remedy: refused.setting.map { "use \($0)" } ?? "take it out")
  }

  private static func error(of text: String, among choices: [String]) -> ValueError {
    ValueError(
      problem: "must be \(either(choices))", value: text,
      remedy: Suggestions(choices).nearest(to: text).map { "did you mean \($0)?" })
  }
}
