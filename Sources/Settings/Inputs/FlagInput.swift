internal import CustomerContract

/// The flags of the command line.
enum FlagInput {
  /// - Parameter flags: with their dashes, in the order of the command line. Of a flag that is not repeatable the last
  ///   one counts.
  static func read(_ flags: [(flag: String, value: String)]) -> ParsedInput {
    var parsed = ParsedInput()
    var lists: [String: [String]] = [:]
    for (flag, value) in flags {
      let source = SettingSource.flag(flag)
      guard let setting = Setting.all.first(where: { $0.flag == flag }) else {
        let near = Suggestions(Setting.all.map(\.flag)).nearest(to: flag)
        parsed.errors.append(.unknown("", near: near, source: source))
        continue
      }
      switch (setting.type, SettingContent(value, for: setting)) {
      case (.properties, _):
        guard let property = property(in: value) else {
          // The text may hold a secret: it is not shown.
          parsed.errors.append(
            SettingError(
              source: source, key: setting.key, problem: "must be NAME=VALUE",
              remedy: "write the property's name and an equals sign before its value"))
          continue
        }
        parsed.values.append(SuppliedValue(setting: setting, content: property, source: source))
      case (_, .list(let elements)):
        lists[flag, default: []] += elements
        parsed.values.append(SuppliedValue(setting: setting, content: .list(lists[flag] ?? []), source: source))
      case (_, let content):
        parsed.values.append(SuppliedValue(setting: setting, content: content, source: source))
      }
    }
    return parsed
  }

  private static func property(in text: String) -> SettingContent? {
    guard let equals = text.firstIndex(of: "="), equals > text.startIndex else { return nil }
    // Another character may be the first of a secret: `sasl.password:…`.
    guard text[..<equals].utf8.allSatisfy({ $0.isASCIIAlphanumeric || "._-".utf8.contains($0) }) else { return nil }
    return .property(name: String(text[..<equals]), value: String(text[text.index(after: equals)...]))
  }
}
