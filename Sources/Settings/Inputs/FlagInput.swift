/// The flags of the command line.
enum FlagInput {
  /// - Parameter flags: with their dashes, in the order of the command line. Of a flag that is not repeatable the last
  ///   one counts.
  static func read(_ flags: [(flag: String, value: String)]) -> ParsedInput {
    var reading = ParsedInput()
    var lists: [String: [String]] = [:]
    for (flag, value) in flags {
      let origin = SettingSource.flag(flag)
      guard let setting = Setting.all.first(where: { $0.flag == flag }) else {
        let near = nearestName(to: flag, among: Setting.all.map(\.flag))
        reading.faults.append(.unknown("", near: near, origin: origin))
        continue
      }
      switch (setting.type, SuppliedValue.content(of: value, for: setting)) {
      case (.properties, _):
        guard let property = property(in: value) else {
          // The text may hold a secret: it is not shown.
          reading.faults.append(
            SettingError(
              origin: origin, key: setting.key, problem: "must be NAME=VALUE",
              remedy: "write the property's name and an equals sign before its value"))
          continue
        }
        reading.values.append(SuppliedValue(setting: setting, content: property, origin: origin))
      case (_, .list(let elements)):
        lists[flag, default: []] += elements
        reading.values.append(SuppliedValue(setting: setting, content: .list(lists[flag] ?? []), origin: origin))
      case (_, let content):
        reading.values.append(SuppliedValue(setting: setting, content: content, origin: origin))
      }
    }
    return reading
  }

  private static func property(in text: String) -> SuppliedValue.Content? {
    guard let equals = text.firstIndex(of: "="), equals > text.startIndex else { return nil }
    return .property(name: String(text[..<equals]), value: String(text[text.index(after: equals)...]))
  }
}
