extension SettingError {
  /// A name that no setting has.
  /// - Parameters:
  ///   - key: empty where the origin says the name.
  ///   - near: what was probably meant.
  static func unknown(_ key: String, near: String?, origin: SettingSource) -> SettingError {
    SettingError(
      origin: origin, key: key, problem: "is not a setting",
      remedy: near.map { "did you mean \($0)?" } ?? "take it out; Config/README.md lists every setting")
  }
}

extension Setting {
  /// The key that was probably meant: one that is spelled nearly so, or has the same last name in another group.
  static func nearestKey(to key: String) -> String? {
    func lastName(_ key: String) -> Substring { key.split(separator: ".").last ?? "" }
    return nearestName(to: key, among: all.map(\.key)) ?? all.first { lastName($0.key) == lastName(key) }?.key
  }
}
