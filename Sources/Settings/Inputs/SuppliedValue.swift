/// A value that a source gives to a setting, not checked yet.
struct SuppliedValue: Sendable {
  let setting: Setting
  let content: SettingContent
  let source: SettingSource

  var location: SettingLocation {
    if case .property(let name, _) = content { return SettingLocation(key: setting.key, property: name) }
    return SettingLocation(key: setting.key)
  }
}
