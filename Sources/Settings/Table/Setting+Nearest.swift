internal import CustomerContract

extension Setting {
  /// The key that was probably meant: one with a similar spelling, or with the same last name in another group.
  static func nearestKey(to key: String) -> String? {
    func lastName(_ key: String) -> Substring { key.split(separator: ".").last ?? "" }
    return Suggestions(all.map(\.key)).nearest(to: key) ?? all.first { lastName($0.key) == lastName(key) }?.key
  }
}
