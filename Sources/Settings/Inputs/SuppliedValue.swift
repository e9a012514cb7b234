/// A value that a source gives to a setting, not checked yet.
struct SuppliedValue: Sendable {
  let setting: Setting
  let content: Content
  let origin: SettingSource

  enum Content: Sendable, Equatable {
    case text(String)
    case list([String])
    /// Of librdkafka.
    case property(name: String, value: String)
  }

  var place: SettingLocation {
    if case .property(let name, _) = content { return SettingLocation(key: setting.key, property: name) }
    return SettingLocation(key: setting.key)
  }

  /// The content of a text for this setting; a list is comma separated.
  static func content(of text: String, for setting: Setting) -> Content {
    guard case .list = setting.type else { return .text(text) }
    return .list(
      text.split(separator: ",", omittingEmptySubsequences: false).map { part in
        let start = part.drop { $0 == " " }
        return String(start.reversed().drop { $0 == " " }.reversed())
      })
  }
}
